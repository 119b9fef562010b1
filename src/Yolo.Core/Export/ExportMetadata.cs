using System.Globalization;
using Yolo.Models;

namespace Yolo.Export;

/// <summary>What an exported file says about itself, by the family's keys.</summary>
internal static class ExportMetadata
{
    /// <summary>Keys and values in the order in which they are written.</summary>
    /// <param name="network">The network.</param>
    /// <param name="names">The names of its classes.</param>
    /// <param name="stride">What sides of the input are multiples of.</param>
    /// <param name="options">What the graph was made for.</param>
    /// <param name="arguments">The settings of the export that readers know.</param>
    /// <param name="training">"trained on bccd.yaml with Yolo for .NET 0.1.0", or "untrained".</param>
    /// <param name="date">When it was made.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(
        YoloNetwork network,
        IReadOnlyDictionary<int, string> names,
        int stride,
        GraphOptions options,
        IEnumerable<KeyValuePair<string, object?>> arguments,
        string training,
        DateTimeOffset date)
    {
        var metadata = new List<KeyValuePair<string, string>>
        {
            new("description", Description(network.Spec.Name, training)),
            new("author", "Yolo for .NET"),
            new("date", date.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture)),
            new("version", OnnxFile.ProducerVersion),
            new("license", "that of the weights; the exporter is MIT"),
            new("docs", "docs/export.md"),
            new("stride", PythonText.Of(stride)),
            new("task", network.Task.ToString().ToLowerInvariant()),
            new("batch", PythonText.Of(options.Batch)),
            new("imgsz", PythonText.Of(new[] { options.Height, options.Width })),
            new("names", PythonText.Of(names.OrderBy(name => name.Key).Select(name => KeyValuePair.Create((object)name.Key, (object?)name.Value)))),
            new("args", PythonText.Of(arguments.Select(argument => KeyValuePair.Create((object)argument.Key, argument.Value)))),
            new("channels", PythonText.Of(network.Spec.Channels)),
            new("end2end", PythonText.Of(network.Head is { EndToEnd: true, Settings.EndToEnd: true })),
        };
        if (network.Spec.KeypointShape is { } shape && network.Task == ModelTask.Pose)
        {
            metadata.Add(new("kpt_shape", PythonText.Of(new[] { shape.Count, shape.Dimensions })));
            if (network.KeypointNames.Count > 0)
            {
                metadata.Add(new("kpt_names", PythonText.Of(network.KeypointNames.OrderBy(entry => entry.Key).Select(entry => KeyValuePair.Create((object)entry.Key, (object?)entry.Value)))));
            }
        }

        return metadata;
    }

    // Readers tell generations apart by how the description begins: "Ultralytics YOLOv8n model", "Ultralytics YOLO11n model", and YOLOv12 with its v. A
    // network of another name is read like version 8 as long as nothing else reminds of a generation.
    internal static string Description(string name, string training) =>
        $"Ultralytics {ModelName.Printed(name.StartsWith("yolo12", StringComparison.Ordinal) ? name.Insert("yolo".Length, "v") : name)} model"
        + (name.Contains("yolo", StringComparison.OrdinalIgnoreCase) ? $", {training}" : string.Empty);
}
