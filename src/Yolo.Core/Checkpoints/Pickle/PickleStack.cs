namespace Yolo.Checkpoints.Pickle;

/// <summary>The stack of the pickle machine, with its marks. Nothing is popped past a mark.</summary>
internal sealed class PickleStack(PickleInput input, MemoryBudget budget)
{
    private object?[] _items = new object?[64];
    private int[] _marks = new int[16];
    private int _count;
    private int _markCount;

    private int Floor => _markCount == 0 ? 0 : _marks[_markCount - 1];

    internal void Push(object? value)
    {
        if (_count == _items.Length)
        {
            budget.Charge((long)_count * IntPtr.Size);
            Array.Resize(ref _items, _count * 2);
        }

        _items[_count++] = value;
    }

    internal object? Pop()
    {
        Require(1);
        return _items[--_count];
    }

    internal object? Peek()
    {
        Require(1);
        return _items[_count - 1];
    }

    internal void PushMark()
    {
        if (_markCount == _marks.Length)
        {
            budget.Charge((long)_markCount * sizeof(int));
            Array.Resize(ref _marks, _markCount * 2);
        }

        _marks[_markCount++] = _count;
    }

    /// <summary>What was pushed since the last mark, which is removed; valid until the next push.</summary>
    internal ReadOnlySpan<object?> PopToMark()
    {
        if (_markCount == 0)
        {
            throw input.Fail("an instruction looks for a mark, and none was set");
        }

        var start = _marks[--_markCount];
        var items = _items.AsSpan(start, _count - start);
        _count = start;
        return items;
    }

    /// <summary>The topmost values in the order in which they were pushed; valid until the next push.</summary>
    internal ReadOnlySpan<object?> Pop(int count)
    {
        Require(count);
        _count -= count;
        return _items.AsSpan(_count, count);
    }

    /// <summary>POP takes a mark away when one lies on top.</summary>
    internal void Discard()
    {
        if (_markCount > 0 && Floor == _count)
        {
            _markCount--;
        }
        else
        {
            Pop();
        }
    }

    private void Require(int count)
    {
        if (_count - Floor < count)
        {
            throw input.Fail("an instruction needs more values than the stack holds");
        }
    }
}
