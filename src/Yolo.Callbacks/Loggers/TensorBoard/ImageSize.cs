using System.Buffers.Binary;

namespace Yolo.Callbacks;

/// <summary>Reads width and height from the head of a PNG or JPEG file.</summary>
internal static class ImageSize
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="InvalidDataException">It is neither, or cut off.</exception>
    public static (int Width, int Height) Read(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length >= 24 && encoded.StartsWith(PngSignature))
        {
            return (BinaryPrimitives.ReadInt32BigEndian(encoded[16..]), BinaryPrimitives.ReadInt32BigEndian(encoded[20..]));
        }

        if (encoded is [0xFF, 0xD8, ..] && TryReadJpeg(encoded, out var size))
        {
            return size;
        }

        throw new InvalidDataException("TensorBoard shows PNG and JPEG images; this is neither, or it is cut off.");
    }

    private static bool TryReadJpeg(ReadOnlySpan<byte> encoded, out (int Width, int Height) size)
    {
        for (var at = 2; at + 9 < encoded.Length && encoded[at] == 0xFF;)
        {
            var marker = encoded[at + 1];
            if (IsFrame(marker))
            {
                size = (BinaryPrimitives.ReadUInt16BigEndian(encoded[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(encoded[(at + 5)..]));
                return true;
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(encoded[(at + 2)..]);
        }

        size = default;
        return false;
    }

    /// <summary>Frame headers are C0 to CF without the tables that share the range.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
