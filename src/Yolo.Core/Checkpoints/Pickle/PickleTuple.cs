using System.Collections;

namespace Yolo.Checkpoints.Pickle;

/// <summary>A Python tuple: immutable.</summary>
internal sealed class PickleTuple : IReadOnlyList<object?>
{
    private readonly object?[] _items;

    /// <summary>Makes a tuple of the given elements.</summary>
    public PickleTuple(params ReadOnlySpan<object?> items) => _items = items.ToArray();

    /// <summary>The tuple without elements.</summary>
    public static PickleTuple Empty { get; } = new();

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public object? this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_items).GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"tuple of {Count}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
