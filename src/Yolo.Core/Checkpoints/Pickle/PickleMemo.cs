namespace Yolo.Checkpoints.Pickle;

/// <summary>The numbered store of the pickle machine. Numbers usually count up from 0; others may be anything.</summary>
internal sealed class PickleMemo(PickleInput input, MemoryBudget budget)
{
    private readonly List<object?> _dense = [];
    private readonly Dictionary<uint, object?> _sparse = [];

    internal void Put(uint index, object? value)
    {
        if (index < _dense.Count)
        {
            _dense[(int)index] = value;
        }
        else if (index == _dense.Count)
        {
            budget.Charge(2 * IntPtr.Size);
            _dense.Add(value);
        }
        else
        {
            budget.Charge(64);
            _sparse[index] = value;
        }
    }

    /// <summary>MEMOIZE numbers by how much is stored.</summary>
    internal void Append(object? value) => Put((uint)(_dense.Count + _sparse.Count), value);

    internal object? Get(uint index)
    {
        if (index < _dense.Count)
        {
            return _dense[(int)index];
        }

        return _sparse.TryGetValue(index, out var value) ? value : throw input.Fail($"memo number {index} was never stored");
    }
}
