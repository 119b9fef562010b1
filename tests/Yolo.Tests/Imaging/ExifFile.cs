using System.Buffers.Binary;
using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

/// <summary>Puts an EXIF orientation into files of each format that can carry one.</summary>
internal static class ExifFile
{
    public static byte[] Block(int orientation, bool bigEndian)
    {
        byte[] block = new byte[26];
        (bigEndian ? "MM"u8 : "II"u8).CopyTo(block);
        Put16(2, 42);
        Put32(4, 8);
        Put16(8, 1);
        Put16(10, 0x0112);
        Put16(12, 3);
        Put32(14, 1);
        Put16(18, (ushort)orientation);
        return block;

        void Put16(int at, ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(at), bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        }

        void Put32(int at, uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(at), bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        }
    }

    public static byte[] Jpeg(Image image, int orientation, bool bigEndian)
    {
        byte[] plain = image.Encode(ImageFormat.Jpeg, 100);
        byte[] exif = [.. "Exif\0\0"u8, .. Block(orientation, bigEndian)];
        int length = exif.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. plain[2..]];
    }

    public static byte[] Png(Image image, int orientation, bool bigEndian)
    {
        return new PngFile(image.Width, image.Height, 8, 2)
        {
            Exif = Block(orientation, bigEndian),
            Sample = (x, y, c) => image.Row(y)[(x * 3) + c],
        }.ToBytes();
    }

    public static byte[] WebP(Image image, int orientation, bool bigEndian)
    {
        byte[] plain = image.Encode(ImageFormat.WebP, 100);
        byte[] exif = Block(orientation, bigEndian);
        byte[] extended = [8, 0, 0, 0, .. Number(image.Width - 1, 3), .. Number(image.Height - 1, 3)];
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X"u8, extended), .. plain[12..], .. Chunk("EXIF"u8, exif)];
        return [.. "RIFF"u8, .. Number(body.Length, 4), .. body];

        static byte[] Number(int value, int bytes) => [.. Enumerable.Range(0, bytes).Select(i => (byte)(value >> (8 * i)))];

        static byte[] Chunk(ReadOnlySpan<byte> kind, byte[] data) => [.. kind, .. Number(data.Length, 4), .. data];
    }
}
