using Yolo.Checkpoints;

namespace Yolo.Engine;

/// <summary>What a checkpoint says that goes back into the files that are made from it.</summary>
internal sealed record ModelOrigin
{
    /// <summary>The settings that it was trained with.</summary>
    internal required IReadOnlyDictionary<string, object?> TrainArguments { get; init; }

    /// <summary>The last metrics by name, or null.</summary>
    internal IReadOnlyDictionary<string, object?>? TrainMetrics { get; init; }

    /// <summary>The columns of results.csv, or null.</summary>
    internal IReadOnlyDictionary<string, object?>? TrainResults { get; init; }

    /// <summary>The licence of its weights, or null.</summary>
    internal string? License { get; init; }

    /// <summary>The address of documentation, or null.</summary>
    internal string? Documentation { get; init; }

    /// <summary>The program that trained it; null where the checkpoint does not say: then the reference did.</summary>
    internal string? TrainedBy { get; init; }

    /// <summary>Where the program that trained it came from, or null.</summary>
    internal IReadOnlyDictionary<string, object?>? Git { get; init; }

    /// <summary>Entries that nobody but their writer knows.</summary>
    internal IReadOnlyDictionary<string, object?> Others { get; init; } = new Dictionary<string, object?>();

    /// <summary>How a classifier wants its pictures, as the reference pickles it, or null.</summary>
    internal object? Transforms { get; init; }

    internal static ModelOrigin Of(Checkpoint checkpoint)
    {
        var summary = checkpoint.Summary;
        return new()
        {
            TrainArguments = summary.TrainArguments is { } settings ? PlainValues.FromGraph(settings) : [],
            TrainMetrics = summary.TrainMetrics is { } metrics ? PlainValues.FromGraph(metrics) : null,
            TrainResults = summary.TrainResults is { } results ? PlainValues.FromGraph(results) : null,
            License = summary.License,
            Documentation = summary.Documentation,
            Git = summary.Git is { } git ? PlainValues.FromGraph(git) : null,
            TrainedBy = summary.TrainedBy,
            Others = summary.Others,
            Transforms = checkpoint.Modules?.Root.Attributes["transforms"],
        };
    }

    /// <summary>A checkpoint of a network that was made from this one.</summary>
    /// <param name="checkpoint">It, with its own settings, metrics and results.</param>
    internal NetworkCheckpoint PassTo(NetworkCheckpoint checkpoint) => checkpoint with
    {
        License = License,
        Documentation = Documentation,
        TrainedBy = TrainedBy,
        Git = Git,
        Others = Others,
        Transforms = checkpoint.Network.Task == Models.ModelTask.Classify ? Transforms : null,
    };
}
