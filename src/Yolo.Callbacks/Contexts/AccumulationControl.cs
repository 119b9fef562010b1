namespace Yolo.Callbacks;

/// <summary>
/// Changes lastingly how many batches are added up before the weights change. The engine sends what its schedule or warm-up says through
/// <see cref="Apply"/>, so that what a callback asked for is not overwritten a batch later. Not thread-safe: for callbacks on the training thread.
/// </summary>
public sealed class AccumulationControl
{
    private int? _held;

    /// <summary>Adds up so many batches, in warm-up too, until <see cref="FollowSchedule"/>.</summary>
    /// <param name="batches">1 or more.</param>
    public void Hold(int batches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 1);
        _held = batches;
    }

    /// <summary>Gives the number back to the schedule.</summary>
    public void FollowSchedule() => _held = null;

    /// <summary>For the engine: the number to use where the schedule says <paramref name="scheduled"/>.</summary>
    public int Apply(int scheduled) => _held ?? scheduled;
}
