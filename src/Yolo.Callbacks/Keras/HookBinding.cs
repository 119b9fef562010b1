namespace Yolo.Callbacks;

/// <summary>Which event calls which hook, with which logs.</summary>
/// <param name="Event">The event.</param>
/// <param name="Content">What the logs hold.</param>
/// <param name="Hooks">The hook of a callback, and others that it stands for: delegates show whether a class overrides it.</param>
/// <param name="Call">Calls it.</param>
internal sealed record HookBinding(CallbackEvent Event, LogsContent Content, Func<Callback, Delegate[]> Hooks, Action<Callback, object, Logs> Call)
{
    public static IReadOnlyList<HookBinding> All { get; } =
    [
        new(Events.OnTrainStart, LogsContent.Empty, c => [c.OnTrainBegin], (c, _, logs) => c.OnTrainBegin(logs)),
        new(Events.OnTrainEnd, LogsContent.LastEpoch, c => [c.OnTrainEnd], (c, _, logs) => c.OnTrainEnd(logs)),
        new(Events.OnTrainEpochStart, LogsContent.Empty, c => [c.OnEpochBegin], (c, run, logs) => c.OnEpochBegin(Epoch(run), logs)),
        new(Events.OnFitEpochEnd, LogsContent.Epoch, c => [c.OnEpochEnd], (c, run, logs) => c.OnEpochEnd(Epoch(run), logs)),
        new(Events.OnTrainBatchStart, LogsContent.Empty, c => [c.OnTrainBatchBegin, c.OnBatchBegin], (c, run, logs) => c.OnTrainBatchBegin(Batch(run), logs)),
        new(Events.OnTrainBatchEnd, LogsContent.Batch, c => [c.OnTrainBatchEnd, c.OnBatchEnd], (c, run, logs) => c.OnTrainBatchEnd(Batch(run), logs)),
        new(Events.OnValStart, LogsContent.Empty, c => [c.OnTestBegin], (c, _, logs) => c.OnTestBegin(logs)),
        new(Events.OnValEnd, LogsContent.Validation, c => [c.OnTestEnd], (c, _, logs) => c.OnTestEnd(logs)),
        new(Events.OnValBatchStart, LogsContent.Empty, c => [c.OnTestBatchBegin], (c, run, logs) => c.OnTestBatchBegin(((IValidationContext)run).BatchIndex, logs)),
        new(Events.OnValBatchEnd, LogsContent.Empty, c => [c.OnTestBatchEnd], (c, run, logs) => c.OnTestBatchEnd(((IValidationContext)run).BatchIndex, logs)),
        new(Events.OnPredictStart, LogsContent.Empty, c => [c.OnPredictBegin], (c, _, logs) => c.OnPredictBegin(logs)),
        new(Events.OnPredictEnd, LogsContent.Empty, c => [c.OnPredictEnd], (c, _, logs) => c.OnPredictEnd(logs)),
        new(Events.OnPredictBatchStart, LogsContent.Empty, c => [c.OnPredictBatchBegin], (c, run, logs) => c.OnPredictBatchBegin(((IPredictionContext)run).BatchIndex, logs)),
        new(Events.OnPredictBatchEnd, LogsContent.Empty, c => [c.OnPredictBatchEnd], (c, run, logs) => c.OnPredictBatchEnd(((IPredictionContext)run).BatchIndex, logs)),
        new(Events.OnException, LogsContent.Empty, c => [c.OnException], (c, failure, _) => c.OnException((RunFailure)failure)),
    ];

    /// <summary>Whether the class of the callback overrides the hook, so that it must be called.</summary>
    public bool IsOverridden(Callback callback) => Array.Exists(Hooks(callback), hook => hook.Method.DeclaringType != typeof(Callback));

    private static int Epoch(object run) => ((ITrainingContext)run).Epoch;

    private static int Batch(object run) => ((ITrainingContext)run).BatchIndex;
}
