using System.Buffers.Binary;

namespace Yolo.Imaging.Headers;

/// <summary>Reads numbers of either byte order from a seekable stream; every read beyond the end throws <see cref="EndOfStreamException"/>.</summary>
internal sealed class HeaderReader(Stream stream)
{
    private readonly byte[] scratch = new byte[8];

    public long Length { get; } = stream.Length;

    public bool BigEndian { get; set; } = true;

    public long Position
    {
        get => stream.Position;
        set => stream.Position = value is >= 0 and <= int.MaxValue ? value : throw new EndOfStreamException();
    }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Take(2)) : BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Take(4)) : BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BigEndian ? BinaryPrimitives.ReadUInt64BigEndian(Take(8)) : BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Fills as much of the span as the stream still has.</summary>
    public int Fill(Span<byte> into) => stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);

    private ReadOnlySpan<byte> Take(int count)
    {
        stream.ReadExactly(scratch, 0, count);
        return scratch;
    }
}
