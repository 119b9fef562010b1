using System.Diagnostics;

namespace Yolo.Callbacks;

/// <summary>Reports to an <see cref="IProgress{T}"/>. Who only looks on must not end a run: what its handler throws is a warning.</summary>
internal sealed class ProgressAdapter(IProgress<RunProgress> progress) : Callback(CallbackPriority.Late, ExceptionPolicy.WarnOnce)
{
    private static readonly TimeSpan LossInterval = TimeSpan.FromMilliseconds(100);

    private OrderedDictionary<string, float> _losses = [];
    private long _lossesRead;

    public override void OnEpochBegin(int epoch, Logs logs) => _losses = [];

    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (_losses.Count == 0 || Stopwatch.GetElapsedTime(_lossesRead) > LossInterval)
        {
            ReadLosses();
        }

        progress.Report(RunProgress.Of(Training!, _losses));
    }

    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ReadLosses();
        progress.Report(RunProgress.Of(Training!, _losses));
    }

    public override void OnTestBatchEnd(int batch, Logs logs)
    {
        // Inside training the bar belongs to the training.
        if (Validation!.Phase == ValidationPhase.Standalone)
        {
            progress.Report(RunProgress.Of(Validation));
        }
    }

    public override void OnTestEnd(Logs logs)
    {
        if (Validation!.Phase == ValidationPhase.Standalone && Validation.Metrics.Count > 0)
        {
            progress.Report(RunProgress.Of(Validation));
        }
    }

    public override void OnPredictBatchEnd(int batch, Logs logs) => progress.Report(RunProgress.Of(Prediction!));

    private void ReadLosses()
    {
        var names = Training!.LossNames;
        var means = Training.MeanLossValues;
        var losses = new OrderedDictionary<string, float>(means.Length);
        for (var i = 0; i < Math.Min(names.Count, means.Length); i++)
        {
            losses.Add(names[i], means[i]);
        }

        (_losses, _lossesRead) = (losses, Stopwatch.GetTimestamp());
    }
}
