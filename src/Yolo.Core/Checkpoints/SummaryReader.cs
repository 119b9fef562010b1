using System.Globalization;
using Yolo.Checkpoints.Pickle;
using Yolo.Checkpoints.Safetensors;

namespace Yolo.Checkpoints;

/// <summary>Gathers the summary of a checkpoint from its top level, the attributes of its model, or its metadata.</summary>
internal static class SummaryReader
{
    private static readonly string[] Tasks = ["detect", "segment", "pose", "obb", "classify"];

    private static readonly HashSet<string> KnownEntries = new(StringComparer.Ordinal)
    {
        "date", "version", "license", "docs", "epoch", "best_fitness", "model", "ema", "updates", "optimizer", "scaler", "train_args", "train_metrics", "train_results", "git", TrainingState.Key, NetworkCheckpoint.TrainedByKey,
    };

    internal static CheckpointSummary Read(CheckpointFile file, CheckpointWeights weights, ModuleTree? modules)
    {
        var top = file.Format == CheckpointFormat.Safetensors ? SafetensorsMetadata.ToGraph(file) : TopLevel(file, weights);
        var model = modules?.Root.Attributes ?? top;
        var names = Names(model["names"], file);
        var yaml = Attributes(model["yaml"]);
        return new CheckpointSummary
        {
            Weights = weights,
            Names = names,
            KeypointNames = KeypointNames(model["kpt_names"], file),
            ClassCount = Integer(model["nc"]) ?? Integer(yaml?["nc"]) ?? (names.Count > 0 ? names.Count : null),
            Strides = Strides(model["stride"]),
            Task = Task(model, top, modules),
            Yaml = yaml,
            TrainArguments = Attributes(top["train_args"]) ?? Attributes(model["args"]),
            TrainMetrics = Attributes(top["train_metrics"]),
            TrainResults = Attributes(top["train_results"]),
            Git = Attributes(top["git"]),
            License = top["license"] as string,
            Documentation = top["docs"] as string,
            TrainedBy = top[NetworkCheckpoint.TrainedByKey] as string,
            Others = Others(top, weights),
            Epoch = Integer(top["epoch"]),
            Date = top["date"] as string,
            Version = top["version"] as string,
            UnknownClasses = file.UnknownClasses,
        };
    }

    /// <summary>Of a plain state dictionary nothing: there every entry is a weight.</summary>
    private static Dictionary<string, object?> Others(PickleDictionary top, CheckpointWeights weights) => weights is CheckpointWeights.Model or CheckpointWeights.Ema
        ? top.Where(pair => pair.Key is string key && !KnownEntries.Contains(key)).ToDictionary(pair => (string)pair.Key!, pair => pair.Value, StringComparer.Ordinal)
        : [];

    private static PickleDictionary TopLevel(CheckpointFile file, CheckpointWeights weights) =>
        weights == CheckpointWeights.Module ? new() : file.Root as PickleDictionary ?? new();

    /// <summary>A dictionary, or the attributes of a namespace object, as older versions kept their settings.</summary>
    private static PickleDictionary? Attributes(object? value) => value as PickleDictionary ?? (value as PickleObject)?.Attributes;

    private static int? Integer(object? value) => value is long and >= int.MinValue and <= int.MaxValue ? (int)(long)value : null;

    private static Dictionary<int, string> Names(object? value, CheckpointFile file)
    {
        IEnumerable<KeyValuePair<object?, object?>> pairs = value switch
        {
            PickleDictionary dictionary => dictionary,
            IReadOnlyList<object?> list => list.Select((name, index) => new KeyValuePair<object?, object?>((long)index, name)),
            _ => [],
        };
        var result = new Dictionary<int, string>();
        foreach (var (key, name) in pairs)
        {
            if (Number(key) is not { } number || name is not string text || !result.TryAdd(number, text))
            {
                throw new CheckpointSource(file.Path).Error(null,
                    $"its class names hold {PickleBuilder.Kind(name)} under {Printable.Quote(key?.ToString() ?? "None")}", "Save it with one name per class number");
            }
        }

        return result;
    }

    private static Dictionary<int, IReadOnlyList<string>> KeypointNames(object? value, CheckpointFile file)
    {
        var result = new Dictionary<int, IReadOnlyList<string>>();
        foreach (var (key, names) in value as PickleDictionary ?? new())
        {
            if (Number(key) is not { } number || names is not IReadOnlyList<object?> list || !list.All(name => name is string) || !result.TryAdd(number, [.. list.Cast<string>()]))
            {
                throw new CheckpointSource(file.Path).Error(null,
                    $"its names of key points hold {PickleBuilder.Kind(names)} under {Printable.Quote(key?.ToString() ?? "None")}", "Save it with a list of names per class number, or without");
            }
        }

        return result;
    }

    /// <summary>JSON has no integer keys, so that they may be text.</summary>
    private static int? Number(object? key) =>
        key is string text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Integer(key);

    private static float[] Strides(object? value) => value switch
    {
        TensorData { ElementCount: <= 64 } tensor => tensor.ToSingles(),
        IReadOnlyList<object?> { Count: <= 64 } list => [.. list.OfType<long>().Select(stride => (float)stride), .. list.OfType<double>().Select(stride => (float)stride)],
        long stride => [stride],
        _ => [],
    };

    private static string? Task(PickleDictionary model, PickleDictionary top, ModuleTree? modules)
    {
        object?[] stated = [model["task"], Attributes(model["args"])?["task"], Attributes(top["train_args"])?["task"], top["task"]];
        return stated.OfType<string>().FirstOrDefault(Tasks.Contains) ?? (modules is null ? null : Guess(modules));
    }

    /// <summary>By the name of the head, the last layer.</summary>
    private static string? Guess(ModuleTree modules)
    {
        var head = modules.Root.Child("model")?.Children.Values.LastOrDefault()?.ShortClassName.ToUpperInvariant() ?? "";
        return head is "CLASSIFY" or "CLASSIFIER" or "CLS" or "FC"
            ? "classify"
            : Tasks.Take(4).FirstOrDefault(task => head.Contains(task, StringComparison.OrdinalIgnoreCase));
    }
}
