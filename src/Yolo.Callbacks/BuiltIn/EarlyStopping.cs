namespace Yolo.Callbacks;

/// <summary>Ends the training after the epoch in which a number has not improved for a while.</summary>
/// <example><c>model.AddCallback(new EarlyStopping { Monitor = "metrics/mAP50(B)", Patience = 20 });</c></example>
public sealed class EarlyStopping : MonitoringCallback
{
    private int _wait;
    private IDisposable? _bestWeights;

    /// <summary>Smallest change that counts as an improvement, in units of the monitored number. Default 0.</summary>
    public double MinDelta { get; init; }

    /// <summary>Epochs without improvement after which training stops. Default 0: the first epoch that is not better ends it.</summary>
    public int Patience { get; init; }

    /// <summary>The number must beat this, too, for the patience to start anew. Default null: no baseline.</summary>
    public double? Baseline { get; init; }

    /// <summary>Puts the weights of the best epoch back when training ends, whether it was stopped or not. Costs one copy of the weights. Default false.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>The first epoch that counts, from 0. Default 0.</summary>
    public int StartFromEpoch { get; init; }

    /// <summary>
    /// Lets the training see whole images before it ends: when patience is over, they are not mixed any more, and as many epochs follow as
    /// <c>close_mosaic</c> says. The best weights may come from those, too. Default false: training ends at once.
    /// </summary>
    public bool CloseMosaicFirst { get; init; }

    /// <summary>The epoch in which patience was over, from 0: the last one, unless <see cref="CloseMosaicFirst"/>; null when it was not.</summary>
    public int? StoppedEpoch { get; private set; }

    /// <summary>The best epoch, from 0; null before the first.</summary>
    public int? BestEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (!TryMonitor(logs, out var value) || epoch < StartFromEpoch)
        {
            return;
        }

        _wait++;
        if (IsBetter(value, Best, MinDelta))
        {
            Best = value;
            BestEpoch = epoch;
            KeepWeights();
            if (Baseline is not { } baseline || IsBetter(value, baseline, MinDelta))
            {
                _wait = 0;
            }
        }

        if (_wait > 0 && _wait >= Patience && epoch > 0)
        {
            StoppedEpoch ??= epoch;
            Stop(FormattableString.Invariant($"{Monitor} did not improve for {_wait} epoch(s)"));
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (_bestWeights is not null)
        {
            Training!.Weights!.Restore(_bestWeights);
            _bestWeights.Dispose();
            _bestWeights = null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> SaveState() => new Dictionary<string, object?>
    {
        ["wait"] = (long)_wait,
        ["best"] = Best,
        ["best_epoch"] = (long?)BestEpoch,
    };

    private protected override void Restore(IReadOnlyDictionary<string, object?> state)
    {
        Reset();
        _wait = CallbackState.ReadInt(state, "wait");
        Best = CallbackState.ReadNullableDouble(state, "best");
        BestEpoch = (int?)CallbackState.ReadNullableDouble(state, "best_epoch");
    }

    private protected override void Reset()
    {
        _wait = 0;
        Best = null;
        BestEpoch = null;
        StoppedEpoch = null;
        _bestWeights?.Dispose();
        _bestWeights = null;
    }

    private void Stop(string reason)
    {
        if (CloseMosaicFirst)
        {
            Training!.FinishWithoutMosaic(reason);
        }
        else
        {
            Training!.Control.StopAfterEpoch(reason);
        }
    }

    private void KeepWeights()
    {
        if (RestoreBestWeights)
        {
            var weights = Training!.Weights ?? throw new InvalidOperationException("EarlyStopping cannot restore the best weights: the run shows none. Hand-written loops set LoopContext.Weights.");
            _bestWeights?.Dispose();
            _bestWeights = weights.Capture();
        }
    }
}
