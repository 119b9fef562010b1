using System.Numerics;

namespace Yolo.Checkpoints.Pickle;

/// <summary>
/// Writes an inert graph as a pickle of protocol 2, as Python would write the objects that it describes.
/// Every composite value is an iterator that yields its parts, and the iterators lie on a stack of our own: depth needs no recursion.
/// </summary>
internal sealed class PickleWriter
{
    private const int BatchSize = 1000;

    private readonly CheckpointSource _source;
    private readonly PickleOutput _output;
    private readonly TorchPickler _torch;

    private PickleWriter(CheckpointSource source)
    {
        _source = source;
        _output = new PickleOutput(source);
        _torch = new TorchPickler(_output);
    }

    /// <summary>Writes a graph.</summary>
    /// <returns>The pickle, and the storages that it refers to by their place in the list.</returns>
    internal static (ReadOnlyMemory<byte> Pickle, IReadOnlyList<TensorStorage> Storages) Write(object? root, CheckpointSource source)
    {
        var writer = new PickleWriter(source);
        writer.Run(root);
        return (writer._output.Written, writer._torch.Storages);
    }

    private void Run(object? root)
    {
        _output.Protocol(2);
        var pending = new Stack<IEnumerator<object?>>();
        pending.Push(new List<object?> { root }.GetEnumerator());
        while (pending.TryPeek(out var parts))
        {
            if (!parts.MoveNext())
            {
                pending.Pop().Dispose();
            }
            else if (!WriteSimple(parts.Current) && !_output.TryRecall(parts.Current!) && !WriteWhole(parts.Current!))
            {
                pending.Push(Parts(parts.Current!));
            }
        }

        _output.Operation(PickleOpcode.Stop);
    }

    // What is written out each time.
    private bool WriteSimple(object? value)
    {
        switch (value)
        {
            case null: _output.Operation(PickleOpcode.None); break;
            case bool truth: _output.Truth(truth); break;
            case long number: _output.Integer(number); break;
            case int number: _output.Integer(number); break;
            case BigInteger number: _output.Integer(number); break;
            case double number: _output.Float(number); break;
            case float number: _output.Float(number); break;
            case string text: _output.Text(text); break;
            case PickleGlobal global: _output.Global(global); break;
            case DType type: _output.Global(new("torch", type.TorchName())); break;
            case PickleTuple { Count: 0 }: _output.Operation(PickleOpcode.EmptyTuple); break;
            case TensorStorage storage: _torch.Storage(storage); break;
            default: return false;
        }

        return true;
    }

    // What is written once, and has no parts that others could share.
    private bool WriteWhole(object value)
    {
        switch (value)
        {
            case byte[] bytes: _output.ByteString(bytes); break;
            case TensorData tensor: _torch.Tensor(tensor); break;
            case TorchSize size: _torch.Size(size); break;
            case TorchDevice device: _torch.Device(device); break;
            default: return false;
        }

        return true;
    }

    private IEnumerator<object?> Parts(object value) => value switch
    {
        PickleTuple tuple => Tuple(tuple),
        PickleList list => List(list),
        PickleDictionary dictionary => Dictionary(dictionary),
        PickleSet set => Set(set),
        PickleObject made => Object(made),
        _ => throw _source.Error(null, $"a value of {value.GetType().Name} has no place in a pickle", "Give the values that PickleObject lists"),
    };

    private IEnumerator<object?> Tuple(PickleTuple tuple)
    {
        var marked = tuple.Count > 3;
        if (marked)
        {
            _output.Operation(PickleOpcode.Mark);
        }

        foreach (var item in tuple)
        {
            yield return item;
        }

        if (!Recalls(tuple, marked ? 0 : tuple.Count))
        {
            _output.Operation(PickleOutput.TupleOf(tuple.Count));
            _output.Memoize(tuple);
        }
    }

    /// <summary>A part may lead back to the whole, which is then written by now: drop the parts, refer to it.</summary>
    private bool Recalls(object value, int pops)
    {
        if (!_output.IsKnown(value))
        {
            return false;
        }

        for (var i = 0; i < pops; i++)
        {
            _output.Operation(PickleOpcode.Pop);
        }

        if (pops == 0)
        {
            _output.Operation(PickleOpcode.PopMark);
        }

        return _output.TryRecall(value);
    }

    private IEnumerator<object?> List(PickleList list)
    {
        _output.Operation(PickleOpcode.EmptyList);
        _output.Memoize(list);
        return Items(list, PickleOpcode.Append, PickleOpcode.Appends);
    }

    /// <summary>Elements in batches, as Python does, each between a mark and the instruction that takes all since.</summary>
    private IEnumerator<object?> Items(IReadOnlyList<object?> items, PickleOpcode one, PickleOpcode many, int width = 1)
    {
        for (var start = 0; start < items.Count; start += BatchSize * width)
        {
            var count = Math.Min(BatchSize * width, items.Count - start);
            if (count > width)
            {
                _output.Operation(PickleOpcode.Mark);
            }

            for (var i = 0; i < count; i++)
            {
                yield return items[start + i];
            }

            _output.Operation(count > width ? many : one);
        }
    }

    private IEnumerator<object?> Pairs(PickleDictionary dictionary)
    {
        var flat = new List<object?>(dictionary.Count * 2);
        foreach (var (key, value) in dictionary)
        {
            flat.Add(key);
            flat.Add(value);
        }

        return Items(flat, PickleOpcode.SetItem, PickleOpcode.SetItems, width: 2);
    }

    private IEnumerator<object?> Dictionary(PickleDictionary dictionary)
    {
        if (dictionary.IsOrdered)
        {
            _output.OrderedDictionary();
        }
        else
        {
            _output.Operation(PickleOpcode.EmptyDict);
        }

        _output.Memoize(dictionary);
        for (var pairs = Pairs(dictionary); pairs.MoveNext();)
        {
            yield return pairs.Current;
        }

        if (dictionary.State is not null)
        {
            if (!dictionary.IsOrdered)
            {
                throw _source.Error(null, "a plain dict is given attributes", "Make it an OrderedDict");
            }

            yield return dictionary.State;
            _output.Operation(PickleOpcode.Build);
        }
    }

    private IEnumerator<object?> Set(PickleSet set)
    {
        _output.Global(new("builtins", set.IsFrozen ? "frozenset" : "set"));
        _output.Operation(PickleOpcode.EmptyList);
        for (var items = Items([.. set], PickleOpcode.Append, PickleOpcode.Appends); items.MoveNext();)
        {
            yield return items.Current;
        }

        if (!Recalls(set, 2))
        {
            _output.Operation(PickleOpcode.Tuple1);
            _output.Operation(PickleOpcode.Reduce);
            _output.Memoize(set);
        }
    }

    private IEnumerator<object?> Object(PickleObject made)
    {
        if (made.NamedArguments is { } named)
        {
            yield return new PickleGlobal("copyreg", "__newobj_ex__");
            yield return made.Callable;
            yield return made.Arguments;
            yield return named;
            _output.Operation(PickleOpcode.Tuple3);
        }
        else
        {
            yield return made.Callable;
            yield return made.Arguments;
        }

        if (Recalls(made, 2))
        {
            yield break;
        }

        var isNew = made.Construction == PickleConstruction.New && made.NamedArguments is null;
        _output.Operation(isNew ? PickleOpcode.NewObject : PickleOpcode.Reduce);
        _output.Memoize(made);
        for (var contents = Contents(made); contents.MoveNext();)
        {
            yield return contents.Current;
        }
    }

    private IEnumerator<object?> Contents(PickleObject made)
    {
        for (var items = Items(made.Elements ?? new PickleList(), PickleOpcode.Append, PickleOpcode.Appends); items.MoveNext();)
        {
            yield return items.Current;
        }

        for (var pairs = Pairs(made.Items ?? new PickleDictionary()); pairs.MoveNext();)
        {
            yield return pairs.Current;
        }

        if (made.State is not null)
        {
            yield return made.State;
            _output.Operation(PickleOpcode.Build);
        }
    }
}
