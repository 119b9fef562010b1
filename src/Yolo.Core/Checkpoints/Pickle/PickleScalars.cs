using System.Buffers.Binary;
using System.Numerics;

namespace Yolo.Checkpoints.Pickle;

/// <summary>Reads the instructions that push one number, string or run of bytes.</summary>
internal static class PickleScalars
{
    /// <summary>Estimated size of an object beyond its contents.</summary>
    private const int ObjectSize = 24;

    internal static bool TryRead(PickleOpcode opcode, PickleInput input, MemoryBudget budget, out object? value)
    {
        value = opcode switch
        {
            PickleOpcode.None => null,
            PickleOpcode.NewTrue => PickleBoxes.True,
            PickleOpcode.NewFalse => PickleBoxes.False,
            PickleOpcode.BinInt1 => PickleBoxes.Of(input.ReadByte()),
            PickleOpcode.BinInt2 => Number(input.ReadUInt16(), budget),
            PickleOpcode.BinInt => Number(input.ReadInt32(), budget),
            PickleOpcode.Long1 => Integer(input.Read(input.ReadByte()), budget),
            PickleOpcode.Long4 => Integer(input.Read(input.ReadInt32()), budget),
            PickleOpcode.BinFloat => Double(input, budget),
            PickleOpcode.ShortBinUnicode => Text(input, input.ReadByte(), budget),
            PickleOpcode.BinUnicode => Text(input, input.ReadUInt32(), budget),
            PickleOpcode.BinUnicode8 => Text(input, input.ReadInt64(), budget),
            PickleOpcode.ShortBinBytes => Bytes(input, input.ReadByte(), budget),
            PickleOpcode.BinBytes => Bytes(input, input.ReadUInt32(), budget),
            PickleOpcode.BinBytes8 => Bytes(input, input.ReadInt64(), budget),
            PickleOpcode.ShortBinString => OldString(input, input.ReadByte(), budget),
            PickleOpcode.BinString => OldString(input, input.ReadInt32(), budget),
            PickleOpcode.Int or PickleOpcode.Long or PickleOpcode.Float or PickleOpcode.String or PickleOpcode.Unicode =>
                PickleText.Read(opcode, input, budget),
            _ => input,
        };
        return !ReferenceEquals(value, input);
    }

    internal static byte[] Bytes(PickleInput input, long count, MemoryBudget budget)
    {
        var bytes = input.Read(count);
        budget.Charge(ObjectSize + bytes.Length);
        return bytes.ToArray();
    }

    private static object Number(long value, MemoryBudget budget)
    {
        budget.Charge(ObjectSize);
        return PickleBoxes.Of(value);
    }

    private static object Integer(ReadOnlySpan<byte> bytes, MemoryBudget budget)
    {
        budget.Charge(ObjectSize + bytes.Length);
        var value = new BigInteger(bytes);
        return value >= long.MinValue && value <= long.MaxValue ? PickleBoxes.Of((long)value) : value;
    }

    private static double Double(PickleInput input, MemoryBudget budget)
    {
        budget.Charge(ObjectSize);
        return BinaryPrimitives.ReadDoubleBigEndian(input.Read(8));
    }

    private static string Text(PickleInput input, long count, MemoryBudget budget)
    {
        var bytes = input.Read(count);
        budget.Charge(ObjectSize + (2L * bytes.Length));
        return input.DecodeUtf8(bytes);
    }

    /// <summary>The byte strings of Python 2 were mostly text; those that are not stay bytes.</summary>
    private static object OldString(PickleInput input, long count, MemoryBudget budget)
    {
        var bytes = input.Read(count);
        budget.Charge(ObjectSize + (2L * bytes.Length));
        return System.Text.Unicode.Utf8.IsValid(bytes) ? input.DecodeUtf8(bytes) : bytes.ToArray();
    }
}
