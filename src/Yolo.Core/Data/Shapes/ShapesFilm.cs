using System.Globalization;
using System.Text;
using Yolo.Sources.Video;

namespace Yolo.Data.Shapes;

/// <summary>
/// A film that needs no download: the shapes of <see cref="ShapesDataset"/> in motion, with what is true of each frame beside it. They come, bounce off the
/// edges, pass in front of one another and leave, so that whoever follows them can be judged.
/// </summary>
/// <remarks>
/// The truth is text in the form of the MOTChallenge, a row for each shape in each frame: <c>frame,id,left,top,width,height,1,class,visibility</c>. Frames and
/// ids count from 1, the box is in pixels, the class is its index in the data set's description. The box is that of the whole shape, as if nothing were in
/// front of it, but cut at the edges of the picture; visibility is the share of the shape's area that is neither behind another shape nor outside the
/// picture. A shape has no row while less than half of it is to be seen, and keeps its id; one that has left never comes back.
/// </remarks>
internal static class ShapesFilm
{
    private const string Name = "shapes-film";

    /// <summary>Names of the shapes, by their class.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<ShapeKind>().Select(ShapesLabels.NameOf)];

    /// <summary>Makes sure that the film exists.</summary>
    /// <param name="folder">Where the data sets are; the film becomes a folder in it.</param>
    /// <param name="options">What it is like; other options get another folder.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <returns>The paths of its files.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="DatasetException">The folder cannot be written to, or there is no ffmpeg.</exception>
    public static ShapesFilmFiles Ensure(string folder, ShapesFilmOptions? options = null, CancellationToken cancellation = default) =>
        Ensure(folder, options ?? new(), progress: null, cancellation);

    /// <summary>As the public method, and says how far it has come.</summary>
    internal static ShapesFilmFiles Ensure(string folder, ShapesFilmOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        options.Check();
        string target = Path.Combine(Path.GetFullPath(folder), FolderName(options));
        var files = FilesIn(target);
        if (!IsWhole())
        {
            GeneratedFolder.Write(target, "The film of shapes", IsWhole, temporary => Write(FilesIn(temporary), options, progress, cancellation));
        }

        return files;

        bool IsWhole() => File.Exists(files.Video) && new FileInfo(files.Truth) is { Exists: true, Length: > 0 };
    }

    // The program changes nothing that is to be seen.
    private static string FolderName(ShapesFilmOptions options) => options with { Ffmpeg = new ShapesFilmOptions().Ffmpeg } == new ShapesFilmOptions() ? Name : string.Create(
        CultureInfo.InvariantCulture, $"{Name}-{options.Frames}-{options.ImageSize}-{options.Shapes}-{options.FramesPerSecond}-{options.CameraSpeed}-{options.Seed}");

    private static ShapesFilmFiles FilesIn(string root) => new(Path.Combine(root, "shapes.mp4"), Path.Combine(root, "gt", "gt.txt"));

    private static void Write(ShapesFilmFiles files, ShapesFilmOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var counter = new WorkCounter(progress, "Drawing the film of shapes", options.Frames, WorkUnit.Frames);
        var stage = new ShapesFilmStage(options);
        var truth = new StringBuilder();
        using var video = new VideoWriter(files.Video, options.Width, options.Height, options.FramesPerSecond, options.Ffmpeg);
        for (; stage.Frame <= options.Frames; stage.Advance())
        {
            cancellation.ThrowIfCancellationRequested();
            video.Write(stage.Draw());
            foreach (var row in stage.Truth())
            {
                truth.Append(row.Text());
            }

            counter.Add();
        }

        video.Finish();
        AtomicFile.WriteAllText(files.Truth, truth.ToString());
    }
}
