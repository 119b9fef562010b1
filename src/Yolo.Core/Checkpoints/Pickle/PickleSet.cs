using System.Collections;

namespace Yolo.Checkpoints.Pickle;

/// <summary>A Python <c>set</c> or <c>frozenset</c>; keeps the order of the file.</summary>
internal sealed class PickleSet : IReadOnlyCollection<object?>
{
    private readonly PickleDictionary _items = new();

    /// <summary>Makes an empty set.</summary>
    /// <param name="isFrozen">Whether it is a <c>frozenset</c>.</param>
    public PickleSet(bool isFrozen = false) => IsFrozen = isFrozen;

    /// <summary>Whether it is a <c>frozenset</c>.</summary>
    public bool IsFrozen { get; }

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>Adds an element; false if it was there.</summary>
    public bool Add(object? item) => _items.TryAdd(item, null);

    /// <summary>Whether the element is there.</summary>
    public bool Contains(object? item) => _items.TryGet(item, out _);

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => _items.Select(pair => pair.Key).GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"set of {Count}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
