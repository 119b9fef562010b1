namespace Yolo.Checkpoints.Pickle;

/// <summary>
/// Reads a pickle (protocols 0 to 5) into inert data. It runs the pickle's stack machine, but its instructions to import, call and
/// build only make descriptions (<see cref="PickleObject"/>), except for the fixed table of <see cref="PickleSymbols"/>.
/// No recursion anywhere: depth costs what it takes on the stack of the machine, which is budgeted.
/// </summary>
internal sealed class PickleReader
{
    private const int NewestProtocol = 5;

    private readonly PickleInput _input;
    private readonly MemoryBudget _budget;
    private readonly PickleSymbols _symbols;
    private readonly PickleStack _stack;
    private readonly PickleMemo _memo;
    private readonly PickleGlobals _globals;
    private readonly PickleBuilder _builder;

    private PickleReader(PickleInput input, MemoryBudget budget, PickleSymbols symbols)
    {
        _input = input;
        _budget = budget;
        _symbols = symbols;
        _stack = new PickleStack(input, budget);
        _memo = new PickleMemo(input, budget);
        _globals = new PickleGlobals(input, budget);
        _builder = new PickleBuilder(input, budget, symbols);
    }

    /// <summary>Reads one pickle.</summary>
    /// <param name="data">Its bytes; what follows its STOP instruction is ignored, as Python does.</param>
    /// <param name="source">Where the bytes come from, for errors.</param>
    /// <param name="budget">What the graph may take.</param>
    /// <param name="symbols">The table of names that are understood; null for that of plain Python.</param>
    internal static PickleGraph Read(ReadOnlyMemory<byte> data, CheckpointSource source, MemoryBudget budget, PickleSymbols? symbols = null)
    {
        var reader = new PickleReader(new PickleInput(data, source), budget, symbols ?? new PickleSymbols());
        return new PickleGraph(reader.Run(), reader._globals.Unknown);
    }

    private object? Run()
    {
        while (true)
        {
            var opcode = _input.ReadOpcode();
            if (opcode == PickleOpcode.Stop)
            {
                return _stack.Pop();
            }

            if (PickleScalars.TryRead(opcode, _input, _budget, out var value))
            {
                _stack.Push(value);
            }
            else if (!RunContainer(opcode) && !RunMemo(opcode) && !RunObject(opcode))
            {
                RunRest(opcode);
            }
        }
    }

    private bool RunContainer(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Mark: _stack.PushMark(); break;
            case PickleOpcode.Pop: _stack.Discard(); break;
            case PickleOpcode.PopMark: _stack.PopToMark(); break;
            case PickleOpcode.Dup: _stack.Push(_stack.Peek()); break;
            case PickleOpcode.EmptyTuple: _stack.Push(PickleTuple.Empty); break;
            case PickleOpcode.Tuple1: _stack.Push(_builder.Tuple(_stack.Pop(1))); break;
            case PickleOpcode.Tuple2: _stack.Push(_builder.Tuple(_stack.Pop(2))); break;
            case PickleOpcode.Tuple3: _stack.Push(_builder.Tuple(_stack.Pop(3))); break;
            case PickleOpcode.Tuple: _stack.Push(_builder.Tuple(_stack.PopToMark())); break;
            case PickleOpcode.EmptyList: _stack.Push(_builder.List([])); break;
            case PickleOpcode.List: _stack.Push(_builder.List(_stack.PopToMark())); break;
            case PickleOpcode.EmptyDict: _stack.Push(_builder.Dict([])); break;
            case PickleOpcode.Dict: _stack.Push(_builder.Dict(_stack.PopToMark())); break;
            case PickleOpcode.EmptySet: _stack.Push(_builder.Set([], isFrozen: false)); break;
            case PickleOpcode.FrozenSet: _stack.Push(_builder.Set(_stack.PopToMark(), isFrozen: true)); break;
            case PickleOpcode.Append: _builder.Append(_stack.Pop(1), _stack.Peek()); break;
            case PickleOpcode.Appends: _builder.Append(_stack.PopToMark(), _stack.Peek()); break;
            case PickleOpcode.SetItem: _builder.SetItems(_stack.Pop(2), _stack.Peek()); break;
            case PickleOpcode.SetItems: _builder.SetItems(_stack.PopToMark(), _stack.Peek()); break;
            case PickleOpcode.AddItems: _builder.AddItems(_stack.PopToMark(), _stack.Peek()); break;
            default: return false;
        }

        return true;
    }

    private bool RunMemo(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Get: _stack.Push(_memo.Get((uint)PickleText.MemoIndex(_input))); break;
            case PickleOpcode.BinGet: _stack.Push(_memo.Get(_input.ReadByte())); break;
            case PickleOpcode.LongBinGet: _stack.Push(_memo.Get(_input.ReadUInt32())); break;
            case PickleOpcode.Put: _memo.Put((uint)PickleText.MemoIndex(_input), _stack.Peek()); break;
            case PickleOpcode.BinPut: _memo.Put(_input.ReadByte(), _stack.Peek()); break;
            case PickleOpcode.LongBinPut: _memo.Put(_input.ReadUInt32(), _stack.Peek()); break;
            case PickleOpcode.Memoize: _memo.Append(_stack.Peek()); break;
            default: return false;
        }

        return true;
    }

    private bool RunObject(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Global: _stack.Push(_symbols.Name(_globals.ReadText())); break;
            case PickleOpcode.StackGlobal: _stack.Push(_symbols.Name(_globals.FromStack(_stack.Pop(2)))); break;
            case PickleOpcode.Reduce: _stack.Push(_builder.Reduce(_stack.Pop(2))); break;
            case PickleOpcode.NewObject: _stack.Push(_builder.New(_stack.Pop(2))); break;
            case PickleOpcode.NewObjectNamed: _stack.Push(_builder.New(_stack.Pop(3))); break;
            case PickleOpcode.Instance: _stack.Push(_builder.Call(_globals.ReadText(), _stack.PopToMark())); break;
            case PickleOpcode.Object: _stack.Push(_builder.CallFirst(_stack.PopToMark())); break;
            case PickleOpcode.Build: _builder.Build(_stack.Pop(1)[0], _stack.Peek()); break;
            case PickleOpcode.PersistentId: _stack.Push(_builder.Persistent(_input.DecodeUtf8(_input.ReadLine()))); break;
            case PickleOpcode.BinPersistentId: _stack.Push(_builder.Persistent(_stack.Pop())); break;
            default: return false;
        }

        return true;
    }

    private void RunRest(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Protocol:
                var protocol = _input.ReadByte();
                if (protocol > NewestProtocol)
                {
                    throw _input.Fail($"the pickle is of protocol {protocol}, and {NewestProtocol} is the newest known", CheckpointSource.Resave);
                }

                break;
            case PickleOpcode.Frame:
                var length = _input.ReadInt64();
                if (length < 0 || length > _input.Left)
                {
                    throw _input.Fail($"a frame of {(ulong)length} bytes is announced, and {_input.Left} are left");
                }

                break;
            case PickleOpcode.ByteArray8:
                _stack.Push(_builder.ByteArray(PickleScalars.Bytes(_input, _input.ReadInt64(), _budget)));
                break;
            case PickleOpcode.Extension1 or PickleOpcode.Extension2 or PickleOpcode.Extension4:
                throw _input.Fail("it uses Python's extension registry, which only the program that wrote it can resolve", CheckpointSource.Resave);
            case PickleOpcode.NextBuffer or PickleOpcode.ReadOnlyBuffer:
                throw _input.Fail("it refers to a buffer that was saved apart from it", CheckpointSource.Resave);
            default:
                throw _input.Fail($"0x{(byte)opcode:x2} is not an instruction of any pickle protocol");
        }
    }
}
