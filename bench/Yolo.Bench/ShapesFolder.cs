using Yolo.Data.Shapes;

namespace Yolo.Bench;

/// <summary>Generated pictures in the folder that <c>SHAPES</c> names, for a machine that has no others.</summary>
internal static class ShapesFolder
{
    /// <summary>Makes them, and writes where they are described.</summary>
    public static void Run(TextWriter output) => output.WriteLine(
        Environment.GetEnvironmentVariable("SHAPES") is { Length: > 0 } folder
            ? ShapesDataset.Ensure(folder, new() { ImageSize = 640, TrainImages = 200, ValImages = 40 })
            : "skipped: no folder was named (SHAPES).");
}
