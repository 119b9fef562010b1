using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Yolo.Checkpoints.Pickle;

/// <summary>A Python <c>dict</c> or <c>OrderedDict</c>, in insertion order. Keys compare by value where they are strings, numbers or names.</summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "It is one, but None may be a key.")]
internal sealed class PickleDictionary : IReadOnlyCollection<KeyValuePair<object?, object?>>
{
    private static readonly object NoneKey = new();

    private readonly OrderedDictionary<object, object?> _items = new(PickleKeyComparer.Instance);

    /// <summary>Makes an empty dictionary.</summary>
    /// <param name="isOrdered">Whether it is a <c>collections.OrderedDict</c>.</param>
    public PickleDictionary(bool isOrdered = false) => IsOrdered = isOrdered;

    /// <summary>Whether it is a <c>collections.OrderedDict</c>.</summary>
    public bool IsOrdered { get; }

    /// <summary>What was set on the object itself (a state dict carries <c>_metadata</c>), or null; only an OrderedDict can have it.</summary>
    public object? State { get; set; }

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>The values, in insertion order.</summary>
    public IEnumerable<object?> Values => _items.Values;

    /// <summary>Gets the value of a key, or null where the key is missing; sets, or adds at the end.</summary>
    public object? this[object? key]
    {
        get => TryGet(key, out var value) ? value : null;
        set => _items[key ?? NoneKey] = value;
    }

    /// <summary>Adds a pair at the end.</summary>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add(object? key, object? value) => _items.Add(key ?? NoneKey, value);

    /// <summary>Looks a key up.</summary>
    public bool TryGet(object? key, out object? value) => _items.TryGetValue(key ?? NoneKey, out value);

    /// <summary>Looks a key up whose value must be of the given type.</summary>
    public bool TryGet<T>(object? key, [NotNullWhen(true)] out T? value)
    {
        value = TryGet(key, out var found) && found is T typed ? typed : default;
        return value is not null && found is T;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<object?, object?>> GetEnumerator()
    {
        foreach (var (key, value) in _items)
        {
            yield return new(ReferenceEquals(key, NoneKey) ? null : key, value);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"dict of {Count}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool TryAdd(object? key, object? value) => _items.TryAdd(key ?? NoneKey, value);
}
