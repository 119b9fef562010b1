using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Yolo.Callbacks;

/// <summary>
/// Numbers by name, as hooks receive them. All callbacks of one event share one object, so what one writes the later ones read.
/// It is filled anew for the next event: copy it to keep it.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "The name that users of Keras know.")]
public sealed class Logs : IReadOnlyDictionary<string, double>
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    /// <summary>Makes empty logs; a collection initializer fills them.</summary>
    public Logs()
    {
    }

    /// <summary>Copies logs, or any numbers by name.</summary>
    public Logs(IEnumerable<KeyValuePair<string, double>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (name, value) in values)
        {
            _values[name] = value;
        }
    }

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<double> Values => _values.Values;

    /// <summary>The value of a name; setting adds or replaces it.</summary>
    /// <exception cref="KeyNotFoundException">Read, and there is no such name.</exception>
    public double this[string key]
    {
        get => _values[key];
        set => Add(key, value);
    }

    /// <summary>Adds or replaces a value.</summary>
    public void Add(string key, double value)
    {
        _values[key] = value;
        Written?.Invoke(key, value);
    }

    /// <summary>Told of what callbacks write; null for nobody.</summary>
    internal Action<string, double>? Written { get; set; }

    /// <summary>Sets a value that no callback wrote.</summary>
    internal void Put(string key, double value) => _values[key] = value;

    /// <summary>Removes everything.</summary>
    public void Clear() => _values.Clear();

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out double value) => _values.TryGetValue(key, out value);

    /// <summary>Enumerates without allocating, in the order of adding.</summary>
    public Dictionary<string, double>.Enumerator GetEnumerator() => _values.GetEnumerator();

    IEnumerator<KeyValuePair<string, double>> IEnumerable<KeyValuePair<string, double>>.GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();
}
