using System.Buffers.Binary;
using System.Text;

namespace Yolo.Checkpoints.Pickle;

/// <summary>The bytes of a pickle with a position; refuses to read past the end.</summary>
internal sealed class PickleInput(ReadOnlyMemory<byte> data, CheckpointSource source)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    internal CheckpointSource Source => source;

    internal int Position { get; private set; }

    internal int Left => data.Length - Position;

    /// <summary>The byte at which the present instruction starts; errors point at it.</summary>
    internal int InstructionStart { get; private set; }

    internal PickleOpcode ReadOpcode()
    {
        InstructionStart = Position;
        return (PickleOpcode)ReadByte();
    }

    internal byte ReadByte()
    {
        if (Left == 0)
        {
            throw Fail("the pickle ends without its STOP instruction");
        }

        return data.Span[Position++];
    }

    internal ReadOnlySpan<byte> Read(long count)
    {
        if (count < 0 || count > Left)
        {
            throw Fail($"the instruction needs {(ulong)count} bytes, and {Left} are left");
        }

        var bytes = data.Span.Slice(Position, (int)count);
        Position += (int)count;
        return bytes;
    }

    internal ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Read(2));

    internal int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Read(4));

    internal uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Read(4));

    /// <summary>A 64-bit length; what does not fit comes back negative and is refused by <see cref="Read"/>.</summary>
    internal long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Read(8));

    /// <summary>The rest of a text line, without its end.</summary>
    internal ReadOnlySpan<byte> ReadLine()
    {
        var rest = data.Span[Position..];
        var length = rest.IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Fail("a line of text has no end");
        }

        Position += length + 1;
        return length > 0 && rest[length - 1] == '\r' ? rest[..(length - 1)] : rest[..length];
    }

    internal string DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw source.Error(InstructionStart, "a string is not UTF-8", inner: error);
        }
    }

    internal CheckpointException Fail(string what, string remedy = CheckpointSource.Damaged) => source.Error(InstructionStart, what, remedy);
}
