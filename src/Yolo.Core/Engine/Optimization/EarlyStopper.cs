using System.Globalization;

namespace Yolo.Engine.Optimization;

/// <summary>Notices when a training does not get better any more.</summary>
/// <param name="patience">Epochs without a better fitness after which it is over; 0 for never.</param>
internal sealed class EarlyStopper(int patience)
{
    private double best;
    private int bestEpoch;

    /// <summary>Whether the next epoch may be the last, so that it has to be validated.</summary>
    internal bool MayStop { get; private set; }

    /// <summary>Whether it found the training to be over.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>Looks at an epoch.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    /// <param name="fitness">Its fitness; null if it was not validated.</param>
    /// <returns>Whether the training is over.</returns>
    internal bool ShouldStop(int epoch, double? fitness)
    {
        if (patience == 0 || fitness is not { } value)
        {
            return false;
        }

        if (value > best || best == 0)
        {
            (best, bestEpoch) = (value, epoch);
        }

        var without = epoch - bestEpoch;
        MayStop = without >= patience - 1;
        return IsOver = without >= patience;
    }

    /// <summary>Its memory as plain values.</summary>
    internal Dictionary<string, object?> Capture() => new(StringComparer.Ordinal) { ["best"] = best, ["best_epoch"] = (long)bestEpoch, ["may_stop"] = MayStop, ["over"] = IsOver };

    /// <summary>Takes over what <see cref="Capture"/> gave.</summary>
    internal void Restore(IReadOnlyDictionary<string, object?> state)
    {
        best = Convert.ToDouble(state["best"], CultureInfo.InvariantCulture);
        bestEpoch = Convert.ToInt32(state["best_epoch"], CultureInfo.InvariantCulture);
        MayStop = (bool)state["may_stop"]!;
        IsOver = state.GetValueOrDefault("over") is true;
    }
}
