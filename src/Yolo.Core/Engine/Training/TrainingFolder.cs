using System.Globalization;

namespace Yolo.Engine.Training;

/// <summary>Where a training writes what.</summary>
/// <param name="Root">The run's folder.</param>
internal sealed record TrainingFolder(string Root)
{
    internal string Last => Path.Combine(Root, "weights", "last.pt");

    internal string Best => Path.Combine(Root, "weights", "best.pt");

    internal string Results => Path.Combine(Root, "results.csv");

    internal string Arguments => Path.Combine(Root, "args.yaml");

    internal string Metrics => Path.Combine(Root, "metrics.json");

    /// <summary>The checkpoint of an epoch, from 0.</summary>
    internal string OfEpoch(int epoch) => Path.Combine(Root, "weights", string.Create(CultureInfo.InvariantCulture, $"epoch{epoch}.pt"));

    /// <summary>The folder that a checkpoint belongs to: it lies in the folder itself, or in <c>weights/</c> below it.</summary>
    internal static TrainingFolder Of(string checkpoint)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(checkpoint))!;
        return new(Path.GetFileName(directory) == "weights" ? Path.GetDirectoryName(directory)! : directory);
    }
}
