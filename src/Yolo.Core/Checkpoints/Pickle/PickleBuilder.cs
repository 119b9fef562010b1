namespace Yolo.Checkpoints.Pickle;

/// <summary>Makes and fills the objects of the graph, and charges them to the budget.</summary>
internal sealed class PickleBuilder(PickleInput input, MemoryBudget budget, PickleSymbols symbols)
{
    private const int ObjectSize = 48;
    private const int ElementSize = 16;
    private const int PairSize = 48;

    /// <summary>The byte range at work, for the errors of <see cref="PickleSymbols"/>.</summary>
    internal PickleInput Input => input;

    internal MemoryBudget Budget => budget;

    internal PickleTuple Tuple(ReadOnlySpan<object?> items)
    {
        budget.Charge(ObjectSize + ((long)IntPtr.Size * items.Length));
        return items.IsEmpty ? PickleTuple.Empty : new PickleTuple(items);
    }

    internal PickleList List(ReadOnlySpan<object?> items)
    {
        budget.Charge(ObjectSize);
        var list = new PickleList();
        Append(items, list);
        return list;
    }

    internal PickleDictionary Dict(ReadOnlySpan<object?> pairs, bool isOrdered = false)
    {
        budget.Charge(2 * ObjectSize);
        var dict = new PickleDictionary(isOrdered);
        SetItems(pairs, dict);
        return dict;
    }

    internal PickleSet Set(ReadOnlySpan<object?> items, bool isFrozen)
    {
        budget.Charge(3 * ObjectSize);
        var set = new PickleSet(isFrozen);
        AddItems(items, set);
        return set;
    }

    internal void Append(ReadOnlySpan<object?> items, object? target)
    {
        budget.Charge((long)ElementSize * items.Length);
        var list = target switch
        {
            PickleList plain => plain,
            PickleObject made => made.Elements ??= List([]),
            _ => throw input.Fail($"elements are appended to {Kind(target)}"),
        };
        list.AddRange(items);
    }

    internal void SetItems(ReadOnlySpan<object?> pairs, object? target)
    {
        budget.Charge((long)PairSize * (pairs.Length / 2));
        var dict = target switch
        {
            PickleDictionary plain => plain,
            PickleObject made => made.Items ??= Dict([]),
            _ => throw input.Fail($"items are set on {Kind(target)}"),
        };
        if (pairs.Length % 2 != 0)
        {
            throw input.Fail("a dictionary is given a key without a value");
        }

        for (var i = 0; i < pairs.Length; i += 2)
        {
            if (!dict.TryAdd(pairs[i], pairs[i + 1]))
            {
                throw input.Fail($"a dictionary holds the key {Printable.Quote(pairs[i]?.ToString() ?? "None")} twice");
            }
        }
    }

    internal void AddItems(ReadOnlySpan<object?> items, object? target)
    {
        budget.Charge((long)PairSize * items.Length);
        var set = target as PickleSet ?? throw input.Fail($"elements are added to {Kind(target)}");
        foreach (var item in items)
        {
            if (!set.Add(item))
            {
                throw input.Fail("a set holds an element twice");
            }
        }
    }

    internal object Reduce(ReadOnlySpan<object?> values) => values switch
    {
        [PickleGlobal callable, PickleTuple arguments] => symbols.Call(callable, arguments, this) ?? Describe(callable, arguments),
        [PickleObject callable, PickleTuple arguments] => Describe(callable, arguments),
        _ => throw input.Fail($"{Kind(values[0])} is called with {Kind(values[1])}"),
    };

    /// <summary>NEWOBJ (class, arguments) and NEWOBJ_EX (class, arguments, named arguments).</summary>
    internal object New(ReadOnlySpan<object?> values)
    {
        budget.Charge(2 * ObjectSize);
        return values switch
        {
            [PickleGlobal or PickleObject, PickleTuple arguments] => new PickleObject(values[0]!, arguments, PickleConstruction.New),
            [PickleGlobal or PickleObject, PickleTuple arguments, PickleDictionary named] =>
                new PickleObject(values[0]!, arguments, PickleConstruction.New) { NamedArguments = named.Count == 0 ? null : named },
            _ => throw input.Fail($"an object is made of {Kind(values[0])} with {Kind(values[1])}"),
        };
    }

    internal object Call(PickleGlobal callable, ReadOnlySpan<object?> arguments)
    {
        var tuple = Tuple(arguments);
        return symbols.Call(callable, tuple, this) ?? Describe(callable, tuple);
    }

    /// <summary>OBJ: the first value since the mark is the class, the rest are the arguments.</summary>
    internal object CallFirst(ReadOnlySpan<object?> values) =>
        values is [PickleGlobal callable, ..] ? Call(callable, values[1..]) : throw input.Fail("an object is made without a class");

    internal void Build(object? state, object? target)
    {
        switch (target)
        {
            case PickleObject { State: null } made: made.State = state; break;
            case PickleDictionary { State: null, IsOrdered: true } dict: dict.State = state; break;
            case PickleObject or PickleDictionary { IsOrdered: true }: throw input.Fail("the state of an object is set twice");
            default: throw input.Fail($"attributes are set on {Kind(target)}, which has none");
        }
    }

    internal object? Persistent(object? id) => symbols.Persistent(id, this);

    internal PickleObject ByteArray(byte[] bytes) => Describe(new PickleGlobal("builtins", "bytearray"), Tuple([bytes]));

    /// <summary>A value's kind for messages; never its content.</summary>
    internal static string Kind(object? value) => value switch
    {
        null => "None",
        string => "a string",
        bool => "a truth value",
        long or System.Numerics.BigInteger => "an integer",
        double => "a float",
        byte[] => "bytes",
        PickleGlobal global => $"the name {Printable.Quote(global.FullName)}",
        PickleObject made => $"an object of {Printable.Quote(made.ToString())}",
        TensorData => "a tensor",
        TensorStorage => "a storage",
        _ => $"a {value}",
    };

    private PickleObject Describe(object callable, PickleTuple arguments)
    {
        budget.Charge(2 * ObjectSize);
        return new PickleObject(callable, arguments);
    }
}
