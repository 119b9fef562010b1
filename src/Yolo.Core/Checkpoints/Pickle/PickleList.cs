using System.Collections;

namespace Yolo.Checkpoints.Pickle;

/// <summary>A Python list. Elements are as <see cref="PickleObject"/> describes.</summary>
internal sealed class PickleList : IReadOnlyList<object?>
{
    private readonly List<object?> _items = [];

    /// <summary>Makes an empty list.</summary>
    public PickleList()
    {
    }

    /// <summary>Makes a list of the given elements.</summary>
    public PickleList(IEnumerable<object?> items) => _items.AddRange(items);

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public object? this[int index] => _items[index];

    /// <summary>Appends one element.</summary>
    public void Add(object? item) => _items.Add(item);

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"list of {Count}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void AddRange(ReadOnlySpan<object?> items) => _items.AddRange(items);
}
