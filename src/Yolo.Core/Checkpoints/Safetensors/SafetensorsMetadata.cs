using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints.Safetensors;

/// <summary>
/// How a checkpoint describes itself in the text metadata of a safetensors file: <c>task</c>, <c>date</c>, <c>version</c>, <c>license</c>, <c>docs</c>,
/// <c>trained_by</c> as they are, and <c>names</c>, <c>stride</c>, <c>nc</c>, <c>yaml</c>, <c>train_args</c>, <c>epoch</c>, <c>kpt_names</c>, <c>train_metrics</c>,
/// <c>train_results</c>, <c>git</c> as JSON.
/// </summary>
internal static class SafetensorsMetadata
{
    private static readonly string[] PlainKeys = ["task", "date", "version", "license", "docs", NetworkCheckpoint.TrainedByKey];

    private static readonly string[] JsonKeys = ["names", "stride", "nc", "yaml", "train_args", "epoch", "kpt_names", "train_metrics", "train_results", "git"];

    /// <summary>The metadata that says what a summary says.</summary>
    /// <exception cref="CheckpointException">YAML or settings hold what JSON cannot.</exception>
    public static IReadOnlyDictionary<string, string> Describe(CheckpointSummary summary)
    {
        var names = new PickleDictionary();
        foreach (var (number, name) in summary.Names)
        {
            names.Add((long)number, name);
        }

        var points = new PickleDictionary();
        foreach (var (number, list) in summary.KeypointNames)
        {
            points.Add((long)number, new PickleList(list));
        }

        (string Key, object? Value)[] values =
        [
            ("names", names.Count > 0 ? names : null),
            ("stride", summary.Strides.Count > 0 ? new PickleList(summary.Strides.Select(stride => (object?)(double)stride)) : null),
            ("nc", (long?)summary.ClassCount),
            ("yaml", summary.Yaml),
            ("train_args", summary.TrainArguments),
            ("epoch", (long?)summary.Epoch),
            ("kpt_names", points.Count > 0 ? points : null),
            ("train_metrics", summary.TrainMetrics),
            ("train_results", summary.TrainResults),
            ("git", summary.Git),
        ];
        var result = new OrderedDictionary<string, string> { ["format"] = "pt" };
        foreach (var (key, value) in new[] { ("task", summary.Task), ("date", summary.Date), ("version", summary.Version), ("license", summary.License), ("docs", summary.Documentation), (NetworkCheckpoint.TrainedByKey, summary.TrainedBy) })
        {
            if (value is not null)
            {
                result.Add(key, value);
            }
        }

        foreach (var (key, value) in values)
        {
            if (value is not null)
            {
                result.Add(key, JsonGraph.Write(value));
            }
        }

        return result;
    }

    /// <summary>The same keys as the top level of a pickled checkpoint has, as far as the metadata gives them.</summary>
    internal static PickleDictionary ToGraph(CheckpointFile file)
    {
        var result = new PickleDictionary();
        foreach (var key in PlainKeys)
        {
            if (file.Metadata.TryGetValue(key, out var text))
            {
                result.Add(key, text);
            }
        }

        foreach (var key in JsonKeys)
        {
            if (file.Metadata.TryGetValue(key, out var json))
            {
                result.Add(key, JsonGraph.Read(json, new CheckpointSource(file.Path, $"metadata {key}"), new MemoryBudget(file.Length, new(file.Path))));
            }
        }

        return result;
    }
}
