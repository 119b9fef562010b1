using System.Buffers.Binary;

namespace Yolo.Callbacks;

/// <summary>Writes records as TFRecord files hold them: length (8 bytes), its checksum (4), the data, its checksum (4), all little-endian.</summary>
internal sealed class TfRecordWriter(Stream stream)
{
    public void Write(ReadOnlySpan<byte> record)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], MaskedCrc32C.Compute(head[..8]));
        Span<byte> tail = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, MaskedCrc32C.Compute(record));
        stream.Write(head);
        stream.Write(record);
        stream.Write(tail);
    }
}
