using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Yolo.Checkpoints.Pickle;

/// <summary>Writes single instructions of protocol 2, and keeps the memo: what was written already is only referred to.</summary>
internal sealed class PickleOutput(CheckpointSource source)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly PickleGlobal OrderedDict = new("collections", "OrderedDict");

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Dictionary<object, uint> _objects = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, uint> _texts = [];
    private readonly Dictionary<PickleGlobal, uint> _globals = [];
    private uint _memoCount;

    internal ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    internal void Operation(PickleOpcode opcode) => Bytes([(byte)opcode]);

    internal void Truth(bool value) => Operation(value ? PickleOpcode.NewTrue : PickleOpcode.NewFalse);

    internal void Protocol(byte version) => Bytes([(byte)PickleOpcode.Protocol, version]);

    internal void Memoize(object value)
    {
        _objects.Add(value, _memoCount);
        Put();
    }

    /// <summary>Gives what was written last its place in the memo, where nothing else refers to it.</summary>
    internal void Put()
    {
        if (_memoCount <= byte.MaxValue)
        {
            Bytes([(byte)PickleOpcode.BinPut, (byte)_memoCount]);
        }
        else
        {
            Number(PickleOpcode.LongBinPut, _memoCount);
        }

        _memoCount++;
    }

    /// <summary>Refers to an object that was written before; false if it was not.</summary>
    internal bool TryRecall(object value) => _objects.TryGetValue(value, out var index) && Get(index);

    internal bool IsKnown(object value) => _objects.ContainsKey(value);

    internal void Integer(long value)
    {
        switch (value)
        {
            case >= 0 and <= byte.MaxValue: Bytes([(byte)PickleOpcode.BinInt1, (byte)value]); break;
            case >= 0 and <= ushort.MaxValue: Bytes([(byte)PickleOpcode.BinInt2, (byte)value, (byte)(value >> 8)]); break;
            case >= int.MinValue and <= int.MaxValue: Number(PickleOpcode.BinInt, (uint)value); break;
            default: Integer((BigInteger)value); break;
        }
    }

    internal void Integer(BigInteger value)
    {
        var bytes = value.ToByteArray();
        if (bytes.Length <= byte.MaxValue)
        {
            Bytes([(byte)PickleOpcode.Long1, (byte)bytes.Length]);
        }
        else
        {
            Number(PickleOpcode.Long4, (uint)bytes.Length);
        }

        Bytes(bytes);
    }

    internal void Float(double value)
    {
        Operation(PickleOpcode.BinFloat);
        BinaryPrimitives.WriteDoubleBigEndian(_buffer.GetSpan(sizeof(double)), value);
        _buffer.Advance(sizeof(double));
    }

    internal void Text(string value)
    {
        if (_texts.TryGetValue(value, out var index))
        {
            Get(index);
            return;
        }

        int length;
        try
        {
            length = StrictUtf8.GetByteCount(value);
        }
        catch (EncoderFallbackException error)
        {
            throw source.Error(null, $"the text {Printable.Quote(value)} holds half a character", "Give valid text", error);
        }

        Number(PickleOpcode.BinUnicode, (uint)length);
        _buffer.Advance(StrictUtf8.GetBytes(value, _buffer.GetSpan(length)));
        _texts.Add(value, _memoCount);
        Put();
    }

    internal void Global(PickleGlobal global)
    {
        if (_globals.TryGetValue(global, out var index))
        {
            Get(index);
            return;
        }

        // Protocol 2 speaks Python 2's module names; Python 3 translates them back.
        var module = global.Module switch { "builtins" => "__builtin__", "copyreg" => "copy_reg", _ => global.Module };
        if (module.Contains('\n', StringComparison.Ordinal) || global.Name.Contains('\n', StringComparison.Ordinal))
        {
            throw source.Error(null, $"the class name {Printable.Quote(global.FullName)} has a line break", "Leave that object out");
        }

        Operation(PickleOpcode.Global);
        Bytes(StrictUtf8.GetBytes($"{module}\n{global.Name}\n"));
        _globals.Add(global, _memoCount);
        Put();
    }

    /// <summary>Protocol 2 has no bytes: they are written as a call that makes them of text.</summary>
    internal void ByteString(byte[] value)
    {
        Global(new("_codecs", "encode"));
        Text(Encoding.Latin1.GetString(value));
        Text("latin1");
        Operation(PickleOpcode.Tuple2);
        Operation(PickleOpcode.Reduce);
        Memoize(value);
    }

    /// <summary>An <c>OrderedDict</c> without entries so far.</summary>
    internal void OrderedDictionary()
    {
        Global(OrderedDict);
        Operation(PickleOpcode.EmptyTuple);
        Operation(PickleOpcode.Reduce);
    }

    internal void Integers(ReadOnlySpan<long> values)
    {
        if (values.Length is 0 or > 3)
        {
            Operation(values.Length == 0 ? PickleOpcode.EmptyTuple : PickleOpcode.Mark);
        }

        foreach (var value in values)
        {
            Integer(value);
        }

        if (values.Length > 0)
        {
            Operation(TupleOf(values.Length));
        }
    }

    /// <summary>The instruction that ends a tuple of one or more elements.</summary>
    internal static PickleOpcode TupleOf(int count) => count switch
    {
        1 => PickleOpcode.Tuple1,
        2 => PickleOpcode.Tuple2,
        3 => PickleOpcode.Tuple3,
        _ => PickleOpcode.Tuple,
    };

    private bool Get(uint index)
    {
        if (index <= byte.MaxValue)
        {
            Bytes([(byte)PickleOpcode.BinGet, (byte)index]);
        }
        else
        {
            Number(PickleOpcode.LongBinGet, index);
        }

        return true;
    }

    private void Number(PickleOpcode opcode, uint value)
    {
        Operation(opcode);
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.GetSpan(sizeof(uint)), value);
        _buffer.Advance(sizeof(uint));
    }

    private void Bytes(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);
}
