namespace Yolo.Callbacks;

/// <summary>Reports to an <see cref="IProgress{T}"/>.</summary>
internal sealed class ProgressAdapter(IProgress<RunProgress> progress) : Callback(CallbackPriority.Late)
{
    public override void OnTrainBatchEnd(int batch, Logs logs) => progress.Report(RunProgress.Of(Training!));

    public override void OnEpochEnd(int epoch, Logs logs) => progress.Report(RunProgress.Of(Training!));

    public override void OnTestBatchEnd(int batch, Logs logs)
    {
        // Inside training the bar belongs to the training.
        if (Validation!.Phase == ValidationPhase.Standalone)
        {
            progress.Report(RunProgress.Of(Validation));
        }
    }

    public override void OnPredictBatchEnd(int batch, Logs logs) => progress.Report(RunProgress.Of(Prediction!));
}
