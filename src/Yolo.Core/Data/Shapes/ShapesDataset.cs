using System.Globalization;
using System.Text;
using Yolo.Data.Sampling;

namespace Yolo.Data.Shapes;

/// <summary>A data set that needs no download: coloured shapes on textured grounds, with their boxes. It is written as any other and can be looked at.</summary>
public static class ShapesDataset
{
    /// <summary>The name by which it is asked for: `data=shapes`.</summary>
    public const string Name = "shapes";

    private const int JpegQuality = 92;
    private const string YamlName = "shapes.yaml";

    /// <summary>Makes sure that the data set exists.</summary>
    /// <param name="folder">Where the data sets are; the data set becomes a folder in it.</param>
    /// <param name="options">What it is like; other options get another folder.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <returns>The path of its YAML file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="DatasetException">The folder cannot be written to.</exception>
    public static string Ensure(string folder, ShapesOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        Check(options);
        string target = Path.Combine(Path.GetFullPath(folder), FolderName(options));
        string yaml = Path.Combine(target, YamlName);
        if (File.Exists(yaml))
        {
            return yaml;
        }

        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            WriteSplit(temporary, "train", 0, options.TrainImages, options, cancellation);
            WriteSplit(temporary, "val", options.TrainImages, options.ValImages, options, cancellation);
            AtomicFile.WriteAllText(Path.Combine(temporary, YamlName), Yaml());
            Directory.Move(temporary, target);
            return yaml;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"The data set '{Name}' cannot be written to {target}: {error.Message}", error);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static string FolderName(ShapesOptions options) => options == new ShapesOptions() ? Name : string.Create(
        CultureInfo.InvariantCulture, $"{Name}-{options.TrainImages}-{options.ValImages}-{options.ImageSize}-{options.MostShapes}-{options.Seed}");

    private static void Check(ShapesOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TrainImages, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ValImages, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ImageSize, 64, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostShapes, 1, nameof(options));
    }

    private static void WriteSplit(string root, string split, int first, int count, ShapesOptions options, CancellationToken cancellation)
    {
        string images = Path.Combine(root, "images", split), labels = Path.Combine(root, "labels", split);
        Directory.CreateDirectory(images);
        Directory.CreateDirectory(labels);
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            var random = new SampleRandom(options.Seed, 0, first + index);
            var scene = ShapesScene.Draw(options, ref random);
            string stem = index.ToString("0000", CultureInfo.InvariantCulture);
            scene.Image.Save(Path.Combine(images, stem + ".jpg"), JpegQuality);
            File.WriteAllText(Path.Combine(labels, stem + ".txt"), Rows(scene));
        });
    }

    private static string Rows(ShapesScene scene)
    {
        var text = new StringBuilder();
        foreach (var (kind, box) in scene.Shapes)
        {
            (double width, double height) = (scene.Image.Width, scene.Image.Height);
            (double x, double y) = ((box.Left + box.Right) / 2 / width, (box.Top + box.Bottom) / 2 / height);
            text.Append(CultureInfo.InvariantCulture, $"{(int)kind} {x:0.######} {y:0.######} {box.Width / width:0.######} {box.Height / height:0.######}\n");
        }

        return text.ToString();
    }

    private static string Yaml()
    {
        var text = new StringBuilder("# Generated: coloured shapes on textured grounds.\npath: .  # relative to this file\ntrain: images/train\nval: images/val\nnames:\n");
        foreach (var kind in Enum.GetValues<ShapeKind>())
        {
            text.Append(CultureInfo.InvariantCulture, $"  {(int)kind}: {kind.ToString().ToLowerInvariant()}\n");
        }

        return text.ToString();
    }
}
