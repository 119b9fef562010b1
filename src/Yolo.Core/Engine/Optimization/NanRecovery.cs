using System.Globalization;

namespace Yolo.Engine.Optimization;

/// <summary>Notices an epoch that broke the weights: its loss is no number any more, or the averaged weights are none.</summary>
internal sealed class NanRecovery
{
    /// <summary>Times in a row that an epoch is repeated before the training is given up.</summary>
    internal const int MaximumAttempts = 3;

    private const string Advice = "Try a smaller learning rate (lr0) or a longer warm-up (warmup_epochs), and other weights to start from.";

    private int attempts;

    /// <summary>Whether the next epoch could go back to a checkpoint of an earlier one.</summary>
    internal bool HasCheckpoint { get; set; }

    /// <summary>Looks at an epoch before its outcome is written down.</summary>
    /// <param name="losses">The loss items of its last batch.</param>
    /// <param name="brokenWeight">The key of an averaged weight that is no number; null if all are numbers.</param>
    /// <returns>Whether to go back to the last checkpoint and repeat it.</returns>
    /// <exception cref="TrainingException">That was done too often, or there is no checkpoint to go back to.</exception>
    internal bool NeedsRepeat(ReadOnlySpan<float> losses, string? brokenWeight)
    {
        var isBroken = brokenWeight is not null;
        foreach (var loss in losses)
        {
            isBroken |= !float.IsFinite(loss);
        }

        if (!isBroken)
        {
            attempts = 0;
            return false;
        }

        if (!HasCheckpoint)
        {
            throw new TrainingException($"{Broken(brokenWeight)}, and there is no checkpoint of an earlier epoch to go back to. {Advice}");
        }

        return ++attempts <= MaximumAttempts
            ? true
            : throw new TrainingException(string.Create(CultureInfo.InvariantCulture,
                $"{Broken(brokenWeight)}, and repeating the epoch from the last checkpoint did not help {MaximumAttempts} times. {Advice}"));
    }

    /// <summary>Its memory as plain values.</summary>
    internal Dictionary<string, object?> Capture() => new(StringComparer.Ordinal) { ["attempts"] = (long)attempts };

    /// <summary>Takes over what <see cref="Capture"/> gave; there is a checkpoint, for it comes from one.</summary>
    internal void Restore(IReadOnlyDictionary<string, object?> state)
    {
        attempts = Convert.ToInt32(state["attempts"], CultureInfo.InvariantCulture);
        HasCheckpoint = true;
    }

    private static string Broken(string? weight) => weight is null ? "The loss is not a number any more" : $"The weights are no numbers any more ({weight})";
}
