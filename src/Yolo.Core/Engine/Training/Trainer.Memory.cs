namespace Yolo.Engine.Training;

/// <content>What becomes of a batch that does not fit into the memory of the device.</content>
public sealed partial class Trainer
{
    private readonly BatchHalving halving = new();
    private readonly List<string> notices = [];
    private int firstEpoch;

    // The pictures since the last change of the weights are trained on again, half as many at a time: the step that failed has left gradients of a part of
    // the weights. Weights, averages and the optimizer's memory stay.
    private void HalveBatch(Exception outOfMemory)
    {
        var (options, notice) = halving.Next(Options, Epoch == firstEpoch, outOfMemory);
        var picture = BatchesToLastUpdate() * Options.Batch;
        parts.Optimizer.ZeroGradients();
        parts.UseBatch(options);
        UseOptions(options);
        Validator = NextValidator();
        progress.Batch = (int)(picture / options.Batch);
        progress.LastUpdate = Iteration - 1;
        (batch, BatchIndex, isBetweenSteps) = (null, progress.Batch - 1, true);
        if (progress.Batch == 0)
        {
            parts.Losses.Clear();
        }

        notices.Add(notice);
        log.Warn(notice);
    }

    // Of the epoch at hand, from its first batch to the one in which the weights changed last.
    private long BatchesToLastUpdate() => Math.Max(0, progress.LastUpdate + 1 - ((long)BatchesPerEpoch * Epoch));

    // What a step that failed halfway has left would be wrong in a checkpoint: the pictures since the last change of the weights come again.
    private void AbandonStep()
    {
        parts.Optimizer.ZeroGradients();
        progress.Batch = (int)BatchesToLastUpdate();
        progress.LastUpdate = Iteration - 1;
    }
}
