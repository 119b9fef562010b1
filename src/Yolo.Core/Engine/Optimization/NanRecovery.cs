using System.Globalization;

namespace Yolo.Engine.Optimization;

/// <summary>Notices an epoch that broke the weights: its loss is no number any more, and so is its fitness, or nothing is found at all.</summary>
internal sealed class NanRecovery
{
    /// <summary>Times in a row that an epoch is repeated before the training is given up.</summary>
    internal const int MaximumAttempts = 3;

    private int attempts;

    /// <summary>Whether the next epoch could go back to a checkpoint of an earlier one.</summary>
    internal bool HasCheckpoint { get; set; }

    /// <summary>Looks at an epoch before its outcome is written down.</summary>
    /// <param name="losses">The loss items of its last batch.</param>
    /// <param name="fitness">The fitness of the last validation; null before the first.</param>
    /// <param name="best">The best fitness so far; null before the first validation.</param>
    /// <returns>Whether to go back to the last checkpoint and repeat it.</returns>
    /// <exception cref="TrainingException">That was done too often.</exception>
    internal bool NeedsRepeat(ReadOnlySpan<float> losses, double? fitness, double? best)
    {
        var isLossBroken = false;
        foreach (var loss in losses)
        {
            isLossBroken |= !float.IsFinite(loss);
        }

        var isFitnessBroken = fitness is { } value && (!double.IsFinite(value) || (best > 0 && value == 0));
        if (!isLossBroken || !isFitnessBroken || !HasCheckpoint)
        {
            attempts = isLossBroken ? attempts : 0;
            return false;
        }

        return ++attempts <= MaximumAttempts
            ? true
            : throw new TrainingException(string.Create(CultureInfo.InvariantCulture,
                $"The loss is not a number any more, and repeating the epoch from the last checkpoint did not help {MaximumAttempts} times. Try a smaller learning rate (lr0) or a longer warm-up (warmup_epochs)."));
    }

    /// <summary>Its memory as plain values.</summary>
    internal Dictionary<string, object?> Capture() => new(StringComparer.Ordinal) { ["attempts"] = (long)attempts };

    /// <summary>Takes over what <see cref="Capture"/> gave; there is a checkpoint, for it comes from one.</summary>
    internal void Restore(IReadOnlyDictionary<string, object?> state)
    {
        attempts = Convert.ToInt32(state["attempts"], CultureInfo.InvariantCulture);
        HasCheckpoint = true;
    }
}
