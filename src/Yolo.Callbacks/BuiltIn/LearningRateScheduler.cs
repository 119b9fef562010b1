namespace Yolo.Callbacks;

/// <summary>Sets the learning rate of all groups at the start of each epoch from a function. It replaces the run's own schedule and warm-up.</summary>
/// <param name="schedule">From the epoch (from 0) and the current rate of the first group to the new rate.</param>
/// <example><c>new LearningRateScheduler((epoch, rate) =&gt; epoch &lt; 10 ? 0.01 : rate * 0.9)</c></example>
public sealed class LearningRateScheduler(Func<int, double, double> schedule) : Callback
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The function returned a negative rate or NaN, or the run shows no rates.</exception>
    public override void OnEpochBegin(int epoch, Logs logs)
    {
        var rates = Training!.LearningRates;
        if (rates.Count == 0)
        {
            throw new InvalidOperationException(
                "LearningRateScheduler cannot set a rate that it does not know. Hand-written loops set LoopContext.LearningRates, and use what LoopContext.LearningRateControl.Apply says.");
        }

        var rate = schedule(epoch, rates[0]);
        if (!double.IsFinite(rate) || rate < 0)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"The learning rate schedule gave {rate} for epoch {epoch}; a rate is finite and not negative."));
        }

        Training.LearningRateControl.Hold(rate);
    }
}
