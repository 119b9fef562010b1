using System.Globalization;
using Yolo.Data.Labels;
using Yolo.Data.Sampling;

namespace Yolo.Data.Shapes;

/// <summary>A data set that needs no download: coloured shapes on textured grounds, labelled as a task needs it. It is written as any other and can be looked at.</summary>
public static class ShapesDataset
{
    /// <summary>The name by which it is asked for: `data=shapes`.</summary>
    internal const string Name = "shapes";

    private const int JpegQuality = 92;
    private const string YamlName = "shapes.yaml";

    /// <summary>Makes sure that the data set exists.</summary>
    /// <param name="folder">Where the data sets are; the data set becomes a folder in it.</param>
    /// <param name="options">What it is like; other options get another folder.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <returns>The path of its YAML file; where classes are folders, that of the folder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="DatasetException">The folder cannot be written to.</exception>
    public static string Ensure(string folder, ShapesOptions? options = null, CancellationToken cancellation = default) =>
        Ensure(folder, options ?? new(), progress: null, cancellation);

    /// <summary>As the public method, and says how far it has come.</summary>
    internal static string Ensure(string folder, ShapesOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        Check(options);
        string target = Path.Combine(Path.GetFullPath(folder), FolderName(options));
        bool folders = options.Labels == LabelForm.Folders;
        string entry = folders ? target : Path.Combine(target, YamlName);
        if (Path.Exists(entry))
        {
            return entry;
        }

        GeneratedFolder.Write(target, $"The data set '{Name}'", () => Path.Exists(entry), temporary =>
        {
            var counter = new WorkCounter(progress, "Drawing the shapes", options.TrainImages + options.ValImages, WorkUnit.Pictures);
            WriteSplit(temporary, "train", 0, options.TrainImages, options, counter, cancellation);
            WriteSplit(temporary, "val", options.TrainImages, options.ValImages, options, counter, cancellation);
            if (!folders)
            {
                AtomicFile.WriteAllText(Path.Combine(temporary, YamlName), ShapesLabels.Yaml(options.Labels));
            }
        });
        return entry;
    }

    private static string FolderName(ShapesOptions options)
    {
        string name = options.Labels switch
        {
            LabelForm.Polygons => $"{Name}-seg",
            LabelForm.Keypoints => $"{Name}-pose",
            LabelForm.Corners => $"{Name}-obb",
            LabelForm.Folders => $"{Name}-cls",
            _ => Name,
        };
        return options == ShapesOptions.For(options.Labels) ? name : string.Create(
            CultureInfo.InvariantCulture, $"{name}-{options.TrainImages}-{options.ValImages}-{options.ImageSize}-{options.MostShapes}-{options.Seed}{(options.LeastVisibility < 1 ? $"-{options.LeastVisibility}" : "")}");
    }

    private static void Check(ShapesOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TrainImages, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ValImages, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ImageSize, 64, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostShapes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.LeastVisibility, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.LeastVisibility, 1, nameof(options));
    }

    private static void WriteSplit(string root, string split, int first, int count, ShapesOptions options, WorkCounter counter, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Action<int, string> write = options.Labels == LabelForm.Folders ? WriteClassPicture : WriteLabelledPicture;
        Parallel.For(0, count, parallel, index =>
        {
            write(index, index.ToString("0000", CultureInfo.InvariantCulture));
            counter.Add();
        });

        void WriteLabelledPicture(int index, string stem)
        {
            var random = new SampleRandom(options.Seed, 0, first + index);
            var scene = ShapesScene.Draw(options, ref random);
            scene.Image.Save(Path.Combine(FolderOf("images", split), stem + ".jpg"), JpegQuality);
            File.WriteAllText(Path.Combine(FolderOf("labels", split), stem + ".txt"), ShapesLabels.Rows(scene, options.Labels));
        }

        void WriteClassPicture(int index, string stem)
        {
            var random = new SampleRandom(options.Seed, 0, first + index);
            var kinds = Enum.GetValues<ShapeKind>();
            var kind = kinds[index % kinds.Length];
            var scene = ShapesScene.DrawOne(kind, options.ImageSize, ref random);
            scene.Image.Save(Path.Combine(FolderOf(split, ShapesLabels.NameOf(kind)), stem + ".jpg"), JpegQuality);
        }

        string FolderOf(string outer, string inner) => Directory.CreateDirectory(Path.Combine(root, outer, inner)).FullName;
    }
}
