namespace Yolo.Callbacks;

/// <summary>Keeps the logs of every epoch, to be read after training.</summary>
public sealed class History : Callback, IStatefulCallback
{
    private readonly List<int> _epochs = [];
    private readonly Dictionary<string, List<double>> _values = new(StringComparer.Ordinal);
    private bool _isRestored;

    /// <summary>Makes an empty history.</summary>
    public History() => StateKey = Name;

    /// <inheritdoc/>
    public string StateKey { get; init; }

    /// <summary>The epochs that ended, from 0.</summary>
    public IReadOnlyList<int> Epochs => _epochs;

    /// <summary>The names that were logged.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>The values of a name, one an epoch of <see cref="Epochs"/>; NaN for epochs that did not log it.</summary>
    /// <exception cref="KeyNotFoundException">The name was never logged.</exception>
    public IReadOnlyList<double> this[string name] => _values.TryGetValue(name, out var values)
        ? values
        : throw new KeyNotFoundException($"The history has no '{name}'; it has: {string.Join(", ", _values.Keys)}.");

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        if (!_isRestored)
        {
            _epochs.Clear();
            _values.Clear();
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        _isRestored = false;
        foreach (var (name, value) in logs)
        {
            if (!_values.TryGetValue(name, out var values))
            {
                _values[name] = values = [.. Enumerable.Repeat(double.NaN, _epochs.Count)];
            }

            values.Add(value);
        }

        _epochs.Add(epoch);
        foreach (var values in _values.Values.Where(values => values.Count < _epochs.Count))
        {
            values.Add(double.NaN);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object?> SaveState() => new Dictionary<string, object?>
    {
        ["epochs"] = _epochs.Select(epoch => (double)epoch).ToArray(),
        ["values"] = _values.ToDictionary(pair => pair.Key, object? (pair) => pair.Value.ToArray()),
    };

    /// <inheritdoc/>
    public void LoadState(IReadOnlyDictionary<string, object?> state)
    {
        _epochs.Clear();
        _values.Clear();
        _epochs.AddRange(CallbackState.ReadDoubles(state, "epochs").Select(epoch => (int)epoch));
        var values = CallbackState.ReadDictionary(state, "values");
        foreach (var name in values.Keys)
        {
            _values[name] = [.. CallbackState.ReadDoubles(values, name)];
        }

        _isRestored = true;
    }
}
