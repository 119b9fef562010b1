using System.Collections.ObjectModel;

namespace Yolo.Callbacks;

/// <summary>How far a run is; what <see cref="CallbackAdapters.ReportTo"/> reports. Plain numbers, copied: safe to keep and to read on any thread.</summary>
/// <param name="Mode">The kind of run: Trainer, Validator or Predictor.</param>
/// <param name="Epoch">Epochs that are done or under way, from 1; null outside of training.</param>
/// <param name="Epochs">Epochs in all; null outside of training.</param>
/// <param name="Batch">Batches done, of this epoch or this run.</param>
/// <param name="Batches">Batches in all, of this epoch or this run; null when unknown.</param>
/// <param name="Fraction">How much of the run is done, 0 to 1; null when its end is unknown.</param>
/// <param name="Loss">Sum of <see cref="Losses"/>; null when there are none.</param>
/// <param name="Fitness">Fitness of the last validated epoch; null before it.</param>
public sealed record RunProgress(ReceiverKind Mode, int? Epoch, int? Epochs, int Batch, int? Batches, double? Fraction, double? Loss, double? Fitness)
{
    /// <summary>
    /// Means of the loss items over the epoch so far, by their columns (<c>train/box_loss</c>); empty outside of training. Within an epoch they are read from the
    /// device, which would have to be waited for, no more often than ten times a second.
    /// </summary>
    public IReadOnlyDictionary<string, float> Losses { get; init; } = ReadOnlyDictionary<string, float>.Empty;

    /// <summary>Metrics and validation losses by their columns (<c>metrics/mAP50(B)</c>): of a training those of its last validation, of a validation that of its end; empty before.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    internal static RunProgress Of(ITrainingContext run, IReadOnlyDictionary<string, float> losses)
    {
        var done = run.BatchIndex + 1;
        int? batches = run.BatchesPerEpoch > 0 ? run.BatchesPerEpoch : null;
        double? fraction = batches is { } all && run.Epochs > 0 ? Math.Min(1, (((double)run.Epoch * all) + done) / ((double)run.Epochs * all)) : null;
        return new(ReceiverKind.Trainer, run.Epoch + 1, run.Epochs, done, batches, fraction, losses.Count > 0 ? losses.Values.Sum(loss => (double)loss) : null, run.Fitness)
        {
            Losses = losses,
            Metrics = Copy(run.Metrics),
        };
    }

    internal static RunProgress Of(IValidationContext run) =>
        OfBatches(ReceiverKind.Validator, run.BatchIndex + 1, run.Batches > 0 ? run.Batches : null) with { Metrics = Copy(run.Metrics) };

    internal static RunProgress Of(IPredictionContext run) => OfBatches(ReceiverKind.Predictor, run.BatchIndex + 1, run.Batches);

    private static RunProgress OfBatches(ReceiverKind mode, int done, int? batches) =>
        new(mode, null, null, done, batches, batches is > 0 ? Math.Min(1, (double)done / batches.Value) : null, null, null);

    private static IReadOnlyDictionary<string, double> Copy(IReadOnlyDictionary<string, double> metrics) =>
        metrics.Count == 0 ? ReadOnlyDictionary<string, double>.Empty : new OrderedDictionary<string, double>(metrics);
}
