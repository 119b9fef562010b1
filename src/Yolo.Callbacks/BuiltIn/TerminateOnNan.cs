namespace Yolo.Callbacks;

/// <summary>Ends the training before the next batch when the loss is NaN or infinite.</summary>
/// <remarks>The engine's own recovery, which goes back to the last checkpoint, then does not come to run.</remarks>
public sealed class TerminateOnNan : Callback
{
    /// <summary>The epoch and batch, from 0, at which the loss was lost; null when it was not.</summary>
    public (int Epoch, int Batch)? TerminatedAt { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs) => TerminatedAt = null;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (TerminatedAt is null && logs.TryGetValue("loss", out var loss) && !double.IsFinite(loss))
        {
            TerminatedAt = (Training!.Epoch, batch);
            var message = FormattableString.Invariant($"the loss is {loss} at epoch {Training.Epoch + 1}, batch {batch + 1}");
            Warn(message + "; training stops.");
            Training.Control.StopNow(message);
        }
    }
}
