using Yolo.Checkpoints.Ultralytics;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Checkpoints;

/// <summary>A network and what is known about it, to be written to a file: a <c>.pt</c> that Ultralytics opens, or a <c>.safetensors</c>.</summary>
/// <example><code>new NetworkCheckpoint(network) { TrainArguments = arguments, Date = clock.GetLocalNow() }.Save("best.pt");</code></example>
/// <param name="Network">The network, not fused. Any device and floating-point type; stays the caller's.</param>
internal sealed record NetworkCheckpoint(YoloNetwork Network)
{
    /// <summary>The version of Ultralytics whose layout the files have.</summary>
    public const string LayoutVersion = "8.4.7";

    /// <summary>The entry that says who trained the weights; the reference has none of that name and passes over it.</summary>
    internal const string TrainedByKey = "trained_by";

    /// <summary>Names of the classes by index; by default those of the network.</summary>
    public IReadOnlyDictionary<int, string> Names { get; init; } =
        Network.Names.Index().ToDictionary(name => name.Index, name => name.Item);

    /// <summary>Names of key points by the index of their class; by default those of the network. Only files of pose networks hold them.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> KeypointNames { get; init; } = Network.KeypointNames;

    /// <summary>The settings that it was trained with, by the reference's keys. The task is added where it is missing.</summary>
    public IReadOnlyDictionary<string, object?> TrainArguments { get; init; } = new Dictionary<string, object?>();

    /// <summary>When it was made; null: not said.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>What <c>version</c> says.</summary>
    public string Version { get; init; } = LayoutVersion;

    /// <summary>The licence of the weights; null: not said.</summary>
    public string? License { get; init; }

    /// <summary>The address of documentation; null: not said.</summary>
    public string? Documentation { get; init; }

    /// <summary>The last epoch, from 0; −1 for a finished training.</summary>
    public int Epoch { get; init; } = -1;

    /// <summary>The best fitness so far; null for a finished training.</summary>
    public double? BestFitness { get; init; }

    /// <summary>Steps of the running average; null for a finished training.</summary>
    public long? Updates { get; init; }

    /// <summary>The last metrics by name; null: not said.</summary>
    public IReadOnlyDictionary<string, object?>? TrainMetrics { get; init; }

    /// <summary>The columns of <c>results.csv</c>, each a list; null: not said.</summary>
    public IReadOnlyDictionary<string, object?>? TrainResults { get; init; }

    /// <summary>Where the program came from: root, branch, commit, origin; null: not said.</summary>
    public IReadOnlyDictionary<string, object?>? Git { get; init; }

    /// <summary>The program that trained it, where that is not the reference; null: not said.</summary>
    public string? TrainedBy { get; init; }

    /// <summary>Further entries of the top level by name, values as <see cref="PlainValues.ToGraph"/> takes them; only a <c>.pt</c> holds them.</summary>
    public IReadOnlyDictionary<string, object?> Others { get; init; } = new Dictionary<string, object?>();

    /// <summary>How a classifier wants its pictures, as a <c>.pt</c> of the reference holds it (<c>transforms</c>); null: not said. Only a <c>.pt</c> holds it.</summary>
    public object? Transforms { get; init; }

    /// <summary>Whether the network is the running average of a training that goes on: it is written as <c>ema</c> and not as <c>model</c>.</summary>
    public bool IsAverage { get; init; }

    /// <summary>Whether weights of a <c>.pt</c> are written in half precision, as the reference does; a tensor whose values do not fit stays in single. A <c>.safetensors</c> keeps the network's.</summary>
    public bool Half { get; init; } = true;

    /// <summary>What our own training needs to go on, which the reference ignores; null: nothing. Only a <c>.pt</c> holds it.</summary>
    public TrainingState? State { get; init; }

    /// <summary>Writes the file; it appears under its name only when it is whole.</summary>
    /// <param name="path">A path that ends in .pt, .pth or .safetensors, which decides the format.</param>
    /// <exception cref="CheckpointException">The ending is another, the network is fused, or the file cannot be written.</exception>
    public void Save(string path)
    {
        // What is reordered or narrowed for the file goes with it.
        using var scope = NewDisposeScope();
        Prepare(path, copies: false)();
    }

    /// <summary>Copies at once what <see cref="Save"/> writes, free of torch, so that the network may change before the file is written.</summary>
    /// <param name="path">As for <see cref="Save"/>.</param>
    /// <returns>Writes the file, on any thread.</returns>
    /// <exception cref="CheckpointException">As for <see cref="Save"/>; that the file cannot be written is thrown by what is returned.</exception>
    internal Action Capture(string path)
    {
        using var scope = NewDisposeScope();
        return Prepare(path, copies: true);
    }

    private Action Prepare(string path, bool copies)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var source = new CheckpointSource(path);
        if (Network.HasFoldedNorms)
        {
            throw source.Error(null, "the network is fused: its batch norms are folded away for good", "Save it before it is fused; YoloModel keeps what it needs for that");
        }

        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PT" or ".PTH" => TorchFile.Prepare(path, UltralyticsGraph.Build(this), copies),
            ".SAFETENSORS" => NetworkSafetensors.Prepare(path, this, copies),
            var other => throw source.Error(null, $"no checkpoint ends in '{other}'", "Use .pt or .safetensors"),
        };
    }
}
