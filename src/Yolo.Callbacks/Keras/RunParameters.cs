namespace Yolo.Callbacks;

/// <summary>What <see cref="Callback.SetParams"/> receives.</summary>
internal static class RunParameters
{
    // A hand-written loop's context is everything at once; it is a training first.
    public static IReadOnlyDictionary<string, object?> Of(IRunContext run) => run switch
    {
        ITrainingContext training => new Dictionary<string, object?>
        {
            ["epochs"] = training.Epochs,
            ["steps"] = training.BatchesPerEpoch,
            ["batch_size"] = training.BatchSize,
        },
        IValidationContext validation => new Dictionary<string, object?> { ["steps"] = validation.Batches },
        IPredictionContext prediction => new Dictionary<string, object?> { ["steps"] = prediction.Batches },
        _ => new Dictionary<string, object?>(),
    };
}
