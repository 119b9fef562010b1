namespace Yolo.Callbacks;

/// <summary>
/// Lowers the learning rate when a number has stopped improving. The reduction multiplies what the schedule says
/// (<see cref="LearningRateControl.Scale"/>), so that it lasts.
/// </summary>
public sealed class ReduceLrOnPlateau : MonitoringCallback
{
    private int _wait;
    private int _cooldownLeft;
    private double _scale = 1;
    private bool _isScalePending;

    /// <summary>Factor on the learning rate, from 0 to below 1. Default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in the range.</exception>
    public double Factor
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "ReduceLrOnPlateau lowers the rate: its factor must be 0 or more and less than 1.");
    }
    = 0.1;

    /// <summary>Epochs without improvement before the rate is lowered. Default 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>Smallest change that counts as an improvement, in units of the monitored number. Default 0.0001.</summary>
    public double MinDelta { get; init; } = 1e-4;

    /// <summary>Epochs to wait after a reduction before counting again. Default 0.</summary>
    public int Cooldown { get; init; }

    /// <summary>The rate of the first parameter group is not lowered below this. Default 0.</summary>
    public double MinLearningRate { get; init; }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs)
    {
        if (_isScalePending)
        {
            Training!.LearningRateControl.Scale *= _scale;
            _isScalePending = false;
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (!TryMonitor(logs, out var value))
        {
            return;
        }

        var isCoolingDown = _cooldownLeft > 0;
        if (isCoolingDown)
        {
            _cooldownLeft--;
            _wait = 0;
        }

        if (IsBetter(value, Best, MinDelta))
        {
            Best = value;
            _wait = 0;
        }
        else if (!isCoolingDown && ++_wait >= Patience)
        {
            Reduce();
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> SaveState() => new Dictionary<string, object?>
    {
        ["wait"] = (long)_wait,
        ["cooldown"] = (long)_cooldownLeft,
        ["best"] = Best,
        ["scale"] = _scale,
    };

    private protected override void Restore(IReadOnlyDictionary<string, object?> state)
    {
        _wait = CallbackState.ReadInt(state, "wait");
        _cooldownLeft = CallbackState.ReadInt(state, "cooldown");
        Best = CallbackState.ReadNullableDouble(state, "best");
        _scale = CallbackState.ReadDouble(state, "scale");
        _isScalePending = true;
    }

    private protected override void Reset()
    {
        _wait = 0;
        _cooldownLeft = 0;
        _scale = 1;
        _isScalePending = false;
        Best = null;
    }

    private void Reduce()
    {
        var rates = Training!.LearningRates;
        if (rates.Count == 0)
        {
            throw new InvalidOperationException("ReduceLrOnPlateau cannot lower a rate that it does not know. Hand-written loops set LoopContext.LearningRates.");
        }

        if (rates[0] > MinLearningRate)
        {
            var factor = Math.Max(rates[0] * Factor, MinLearningRate) / rates[0];
            Training.LearningRateControl.Scale *= factor;
            _scale *= factor;
        }

        _cooldownLeft = Cooldown;
        _wait = 0;
    }
}
