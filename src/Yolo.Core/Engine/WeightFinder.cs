using Yolo.Checkpoints;
using Yolo.Checkpoints.Weights;
using Yolo.Models;

namespace Yolo.Engine;

/// <summary>Finds the file of a checkpoint: where the user points, in the folder of weights, else among those that Ultralytics publishes.</summary>
/// <param name="folder">The folder of weights.</param>
/// <param name="progress">Told about a download.</param>
/// <param name="release">Where files are published; null: where Ultralytics does.</param>
internal sealed class WeightFinder(string folder, IProgress<DownloadProgress>? progress = null, Uri? release = null) : IProgress<DownloadProgress>
{
    private readonly List<string> warnings = [];

    /// <summary>The folder of weights, unless another is given.</summary>
    internal const string DefaultFolder = "weights";

    /// <summary>The path of a file that is there. Where there is no yolov5n.pt or yolov3-tiny.pt, the file is meant that took its place, yolov5nu.pt.</summary>
    /// <exception cref="ModelLoadException">There is none, and none of that name is published.</exception>
    /// <exception cref="CheckpointException">It is published, but cannot be downloaded; the message says where to put it.</exception>
    internal string Find(string model)
    {
        var inFolder = Path.Combine(folder, model);
        return File.Exists(model) ? model
            : File.Exists(inFolder) ? inFolder
            : IsPublished(model) ? Download(model)
            : ModelName.Renewed(model) is { } renewed && (File.Exists(renewed) || File.Exists(Path.Combine(folder, renewed)) || IsPublished(renewed)) ? Find(renewed)
            : throw new ModelLoadException($"There is no checkpoint '{model}', neither here ({Environment.CurrentDirectory}) nor in {folder}/.");
    }

    /// <summary>Whether a name is that of a published file: a built-in network with its letter, of generation 5 with a u at its end.</summary>
    internal static bool IsPublished(string model)
    {
        var stem = Path.GetFileNameWithoutExtension(model);
        var name = stem.StartsWith("yolov5", StringComparison.Ordinal) || stem.StartsWith("yolov3", StringComparison.Ordinal) ? Unwrapped(stem) : stem;
        return Path.GetFileName(model) == model && Path.GetExtension(model) == ".pt" && name is not null && ModelSpecCatalog.Contains(name);
    }

    private static string? Unwrapped(string stem) => stem.EndsWith('u') ? stem[..^1] : null;

    /// <summary>What people should know of the files that were downloaded.</summary>
    internal IReadOnlyList<string> Warnings => warnings;

    void IProgress<DownloadProgress>.Report(DownloadProgress value)
    {
        progress?.Report(value);
        if (value.Warning is { } warning)
        {
            warnings.Add(warning);
        }
    }

    // Reading a model is synchronous throughout; nothing else waits on this thread.
    private string Download(string model)
    {
        using var client = new HttpClient();
        return Task.Run(() => new WeightStore(folder, client, release: release).FindAsync(model, this)).GetAwaiter().GetResult();
    }
}
