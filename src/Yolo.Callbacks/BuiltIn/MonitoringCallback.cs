namespace Yolo.Callbacks;

/// <summary>What callbacks that watch one number of the logs have in common.</summary>
public abstract class MonitoringCallback : Callback, IStatefulCallback
{
    private static readonly string[] HigherIsBetter = ["fitness", "map", "acc", "precision", "recall", "auc", "f1"];

    private bool _isRestored;
    private bool _warnedMissing;

    private protected MonitoringCallback(int priority = CallbackPriority.Normal, Ranks ranks = Ranks.All)
        : base(priority, ranks: ranks) => StateKey = Name;

    /// <summary>The name in the logs to watch, for instance <c>val_loss</c> or <c>metrics/mAP50(B)</c>. Default <c>fitness</c>.</summary>
    public string Monitor { get; init; } = "fitness";

    /// <summary>Which direction is better. Default <see cref="MonitorMode.Auto"/>: from the name.</summary>
    public MonitorMode Mode { get; init; } = MonitorMode.Auto;

    /// <summary>Names the state in checkpoints. Default: the class's name; two of one class need two keys.</summary>
    public string StateKey { get; init; }

    /// <summary>The best value so far; null before the first.</summary>
    public double? Best { get; private protected set; }

    private bool IsMax => Mode == MonitorMode.Auto
        ? Monitor.StartsWith("metrics/", StringComparison.Ordinal) || Array.Exists(HigherIsBetter, word => Monitor.Contains(word, StringComparison.OrdinalIgnoreCase))
        : Mode == MonitorMode.Max;

    /// <summary>Starts afresh, unless the state was just restored from a checkpoint.</summary>
    public override void OnTrainBegin(Logs logs)
    {
        if (!_isRestored)
        {
            Reset();
        }

        BeginFromHere();
    }

    /// <inheritdoc/>
    public abstract IReadOnlyDictionary<string, object?> SaveState();

    /// <inheritdoc/>
    public void LoadState(IReadOnlyDictionary<string, object?> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Restore(state);
        _isRestored = true;
    }

    private protected abstract void Reset();

    private protected abstract void Restore(IReadOnlyDictionary<string, object?> state);

    /// <summary>What was restored has been taken over: the next training starts afresh.</summary>
    private protected void BeginFromHere() => _isRestored = false;

    /// <summary>Whether a value is better than another by more than a margin. NaN never is; anything else is better than nothing.</summary>
    private protected bool IsBetter(double value, double? than, double minDelta = 0) =>
        !double.IsNaN(value) && (than is not { } other || (IsMax ? value - minDelta > other : value + minDelta < other));

    /// <summary>Reads the monitored number; says once when it is not there.</summary>
    private protected bool TryMonitor(Logs logs, out double value)
    {
        BeginFromHere();
        if (logs.TryGetValue(Monitor, out value))
        {
            return true;
        }

        if (!_warnedMissing)
        {
            _warnedMissing = true;
            var known = logs.Count == 0 ? "the logs are empty" : $"the logs hold: {string.Join(", ", logs.Keys)}";
            Warn($"watches '{Monitor}', which is not known; {known}. It does nothing until it is.");
        }

        return false;
    }
}
