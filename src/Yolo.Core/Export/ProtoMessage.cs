using System.Text;

namespace Yolo.Export;

/// <summary>
/// A message in the wire format of protocol buffers, field after field. Large fields are kept by reference, so that weights are not copied
/// on their way to the file.
/// </summary>
internal sealed class ProtoMessage
{
    private const int VarintField = 0;
    private const int LengthField = 2;
    private const int FixedField = 5;
    private const int CopiedUpTo = 256;

    private readonly List<ReadOnlyMemory<byte>> closed = [];
    private readonly List<byte> open = [];

    /// <summary>Bytes so far.</summary>
    public long Length => closed.Sum(part => (long)part.Length) + open.Count;

    /// <summary>A whole number.</summary>
    public ProtoMessage Number(int field, long value)
    {
        Tag(field, VarintField);
        Varint((ulong)value);
        return this;
    }

    /// <summary>A number of 32 bits.</summary>
    public ProtoMessage Single(int field, float value)
    {
        Tag(field, FixedField);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        open.AddRange(bytes);
        return this;
    }

    /// <summary>Text.</summary>
    public ProtoMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes; they must not change until the message is written.</summary>
    public ProtoMessage Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Tag(field, LengthField);
        Varint((ulong)value.Length);
        Append(value);
        return this;
    }

    /// <summary>A message inside this one, which must be complete.</summary>
    public ProtoMessage Message(int field, ProtoMessage inner)
    {
        Tag(field, LengthField);
        Varint((ulong)inner.Length);
        inner.closed.ForEach(Append);
        open.AddRange(inner.open);
        return this;
    }

    /// <summary>Writes everything.</summary>
    public void WriteTo(Stream stream)
    {
        closed.ForEach(part => stream.Write(part.Span));
        stream.Write(open.ToArray());
    }

    private void Append(ReadOnlyMemory<byte> value)
    {
        if (value.Length <= CopiedUpTo)
        {
            open.AddRange(value.Span);
            return;
        }

        closed.Add(open.ToArray());
        open.Clear();
        closed.Add(value);
    }

    private void Tag(int field, int kind) => Varint((ulong)((field << 3) | kind));

    private void Varint(ulong value)
    {
        for (; value > 0x7f; value >>= 7)
        {
            open.Add((byte)(value | 0x80));
        }

        open.Add((byte)value);
    }
}
