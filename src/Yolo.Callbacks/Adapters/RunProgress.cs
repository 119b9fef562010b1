namespace Yolo.Callbacks;

/// <summary>How far a run is; what <see cref="CallbackAdapters.ReportTo"/> reports.</summary>
/// <param name="Mode">The kind of run: Trainer, Validator or Predictor.</param>
/// <param name="Epoch">Epochs that are done or under way, from 1; null outside of training.</param>
/// <param name="Epochs">Epochs in all; null outside of training.</param>
/// <param name="Batch">Batches done, of this epoch or this run.</param>
/// <param name="Batches">Batches in all, of this epoch or this run; null when unknown.</param>
/// <param name="Fraction">How much of the run is done, 0 to 1; null when its end is unknown.</param>
/// <param name="Loss">Sum of the running means of the losses; null when there are none.</param>
/// <param name="Fitness">Fitness of the last validated epoch; null before it.</param>
public sealed record RunProgress(ReceiverKind Mode, int? Epoch, int? Epochs, int Batch, int? Batches, double? Fraction, double? Loss, double? Fitness)
{
    internal static RunProgress Of(ITrainingContext run)
    {
        var done = run.BatchIndex + 1;
        int? batches = run.BatchesPerEpoch > 0 ? run.BatchesPerEpoch : null;
        double? fraction = batches is { } all && run.Epochs > 0 ? Math.Min(1, (((double)run.Epoch * all) + done) / ((double)run.Epochs * all)) : null;
        double? loss = null;
        foreach (var mean in run.MeanLossValues)
        {
            loss = (loss ?? 0) + mean;
        }

        return new(ReceiverKind.Trainer, run.Epoch + 1, run.Epochs, done, batches, fraction, loss, run.Fitness);
    }

    internal static RunProgress Of(IValidationContext run) => OfBatches(ReceiverKind.Validator, run.BatchIndex + 1, run.Batches > 0 ? run.Batches : null);

    internal static RunProgress Of(IPredictionContext run) => OfBatches(ReceiverKind.Predictor, run.BatchIndex + 1, run.Batches);

    private static RunProgress OfBatches(ReceiverKind mode, int done, int? batches) =>
        new(mode, null, null, done, batches, batches is > 0 ? Math.Min(1, (double)done / batches.Value) : null, null, null);
}
