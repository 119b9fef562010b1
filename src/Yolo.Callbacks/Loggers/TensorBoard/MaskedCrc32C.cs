using System.Buffers.Binary;
using System.Numerics;

namespace Yolo.Callbacks;

/// <summary>The checksum of TFRecord files: CRC-32C (Castagnoli), rotated and offset so that checksums of data that holds checksums stay sound.</summary>
internal static class MaskedCrc32C
{
    private const uint MaskDelta = 0xA282EAD8;

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var crc = Crc32C(data);
        return BitOperations.RotateRight(crc, 15) + MaskDelta;
    }

    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        }

        foreach (var value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
