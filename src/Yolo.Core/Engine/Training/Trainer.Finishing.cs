using Yolo.Engine.Distributed;

namespace Yolo.Engine.Training;

/// <content>How a training that a callback wants to end sees whole pictures first.</content>
public sealed partial class Trainer
{
    private volatile bool finishRequested;
    private volatile string? finishReason;

    private bool IsFinishing => progress.UnmixedFrom is not null;

    // Where the end was near it came as it would have come.
    private bool IsShortened => IsFinishing && (Options.TimeHours is null ? Epochs < Options.Epochs : !IsTimeUp);

    /// <inheritdoc/>
    /// <remarks>
    /// Learning rates go on along the schedule of the whole run. Patience does not end those last epochs, the time limit and other requests do. A
    /// resumed run goes on with them. What one rank is asked for all do. Any thread may ask.
    /// </remarks>
    public void FinishWithoutMosaic(string? reason = null)
    {
        if (Options.CloseMosaic == 0)
        {
            Control.StopAfterEpoch(reason);
            return;
        }

        finishReason ??= reason;
        finishRequested = true;
    }

    // At the end of an epoch; true when the plan of the run has changed. A run that is in its epochs without mixing anyway ends as it was to.
    private bool BeginFinish()
    {
        if (!agreed.Finishes || IsFinishing || progress.IsStopped)
        {
            return false;
        }

        progress.UnmixedFrom = Math.Min(FirstUnmixedEpoch ?? Epochs, Epoch + 1);
        progress.FinishReason = finishRequested ? finishReason : TrainingRanks.FromOthers;
        ShortenToFinish();
        return true;
    }

    // A request that no end of an epoch has honoured yet; where the epoch was over, the one to come is the first of the last ones.
    private void RestoreFinish(string? reason)
    {
        finishRequested = reason is not null;
        finishReason = string.IsNullOrEmpty(reason) ? null : reason;
        if (finishRequested && !IsFinishing && progress.Batch == 0)
        {
            progress.UnmixedFrom = Math.Min(FirstUnmixedEpoch ?? Epochs, Epoch);
            progress.FinishReason = finishReason;
        }
    }

    private void ShortenToFinish()
    {
        if (progress.UnmixedFrom is { } first)
        {
            Epochs = Math.Min(Epochs, Math.Max(Epoch + 1, first + Options.CloseMosaic));
        }
    }
}
