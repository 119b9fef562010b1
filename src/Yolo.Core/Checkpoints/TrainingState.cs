using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints;

/// <summary>
/// What our own training needs to go on exactly where it stopped, and no other program reads: it travels in a <c>.pt</c> under the key
/// <c>yolonet</c>. Each part is plain data: numbers, texts, bytes, <see cref="TensorData"/>, dictionaries with text keys and lists of those.
/// </summary>
internal sealed record TrainingState
{
    /// <summary>The key in the checkpoint.</summary>
    public const string Key = "yolonet";

    /// <summary>The reference's key of <see cref="Scaler"/>.</summary>
    internal const string ScalerKey = "scaler";

    private const long Format = 1;

    private static readonly IReadOnlyDictionary<string, object?> None = new Dictionary<string, object?>();

    /// <summary>The optimizer: its groups and the state of each parameter.</summary>
    public IReadOnlyDictionary<string, object?> Optimizer { get; init; } = None;

    /// <summary>
    /// What losses are multiplied by in float16, as the reference has it: where its own checkpoints do, under <c>scaler</c> beside our key. Null: the training
    /// needs none.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Scaler { get; init; }

    /// <summary>The weights as they are trained, by key, in full precision.</summary>
    public IReadOnlyDictionary<string, object?> Weights { get; init; } = None;

    /// <summary>The running average of the weights, in full precision, and its steps.</summary>
    public IReadOnlyDictionary<string, object?> Average { get; init; } = None;

    /// <summary>States of the generators of random numbers.</summary>
    public IReadOnlyDictionary<string, object?> Generators { get; init; } = None;

    /// <summary>Where the loader of data stands.</summary>
    public IReadOnlyDictionary<string, object?> Loader { get; init; } = None;

    /// <summary>States of callbacks by name.</summary>
    public IReadOnlyDictionary<string, object?> Callbacks { get; init; } = None;

    /// <summary>Everything else that the training keeps: counters, patience, schedules.</summary>
    public IReadOnlyDictionary<string, object?> Progress { get; init; } = None;

    /// <summary>The state in a checkpoint; null if it has none.</summary>
    /// <param name="checkpoint">A checkpoint that was read.</param>
    /// <exception cref="CheckpointException">It was written in a form that this version does not know.</exception>
    public static TrainingState? Of(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (checkpoint.File.Root is not PickleDictionary root || !root.TryGet(Key, out var value) || value is null)
        {
            return null;
        }

        if (value is not PickleDictionary state || state["format"] is not Format)
        {
            throw new CheckpointSource(checkpoint.File.Path).Error(null,
                "it holds a training state of another form than this version writes", "Go on with the version that wrote it, or start from its weights");
        }

        return new TrainingState
        {
            Optimizer = Part(state, "optimizer"),
            Scaler = root[ScalerKey] is PickleDictionary scaler ? PlainValues.FromGraph(scaler) : null,
            Weights = Part(state, "weights"),
            Average = Part(state, "average"),
            Generators = Part(state, "generators"),
            Loader = Part(state, "loader"),
            Callbacks = Part(state, "callbacks"),
            Progress = Part(state, "progress"),
        };
    }

    internal PickleDictionary ToGraph() => new()
    {
        { "format", Format },
        { "optimizer", PlainValues.ToGraph(Optimizer) },
        { "weights", PlainValues.ToGraph(Weights) },
        { "average", PlainValues.ToGraph(Average) },
        { "generators", PlainValues.ToGraph(Generators) },
        { "loader", PlainValues.ToGraph(Loader) },
        { "callbacks", PlainValues.ToGraph(Callbacks) },
        { "progress", PlainValues.ToGraph(Progress) },
    };

    private static IReadOnlyDictionary<string, object?> Part(PickleDictionary state, string key) =>
        state[key] is PickleDictionary part ? PlainValues.FromGraph(part) : None;
}
