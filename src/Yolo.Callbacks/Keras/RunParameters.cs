namespace Yolo.Callbacks;

/// <summary>What <see cref="Callback.SetParams"/> receives.</summary>
internal static class RunParameters
{
    public static IReadOnlyDictionary<string, object?> Of(ITrainingContext run) => new Dictionary<string, object?>
    {
        ["epochs"] = run.Epochs,
        ["steps"] = run.BatchesPerEpoch,
        ["batch_size"] = run.BatchSize,
    };

    public static IReadOnlyDictionary<string, object?> Of(IValidationContext run) => new Dictionary<string, object?> { ["steps"] = run.Batches };

    public static IReadOnlyDictionary<string, object?> Of(IPredictionContext run) => new Dictionary<string, object?> { ["steps"] = run.Batches };
}
