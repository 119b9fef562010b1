namespace Yolo.Callbacks;

/// <summary>
/// Lasting changes of learning rates. The engine sends every rate that its schedule or warm-up computes through <see cref="Apply"/>,
/// so that what a callback asked for is not overwritten an epoch later. Not thread-safe: for callbacks on the training thread.
/// </summary>
public sealed class LearningRateControl
{
    private readonly Dictionary<int, double> _heldByGroup = [];
    private double? _held;

    /// <summary>Factor on every rate that the schedule gives. Default 1; held rates are not scaled.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public double Scale { get; set => field = RequireRate(value, nameof(value)); } = 1;

    /// <summary>Holds all groups at this rate until <see cref="FollowSchedule"/>.</summary>
    /// <param name="rate">A learning rate, 0 or more.</param>
    public void Hold(double rate)
    {
        _held = RequireRate(rate, nameof(rate));
        _heldByGroup.Clear();
    }

    /// <summary>Holds one parameter group at this rate until <see cref="FollowSchedule"/>.</summary>
    /// <param name="group">The group, from 0.</param>
    /// <param name="rate">A learning rate, 0 or more.</param>
    public void Hold(int group, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(group);
        _heldByGroup[group] = RequireRate(rate, nameof(rate));
    }

    /// <summary>Gives the rates back to the schedule: nothing held, <see cref="Scale"/> 1.</summary>
    public void FollowSchedule()
    {
        _held = null;
        _heldByGroup.Clear();
        Scale = 1;
    }

    /// <summary>For the engine: the rate to use where the schedule says <paramref name="scheduled"/>.</summary>
    public double Apply(int group, double scheduled) =>
        _heldByGroup.TryGetValue(group, out var rate) ? rate : _held ?? (scheduled * Scale);

    private static double RequireRate(double value, string name) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A learning rate or its factor must be finite and not negative.");
}
