using System.Buffers.Binary;
using System.IO.Compression;

namespace Yolo.Tests.Imaging;

/// <summary>Writes PNG files of every kind, sample by sample, without filters.</summary>
internal sealed class PngFile(int width, int height, int depth, int colourType)
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Sample of a channel: (x, y, channel) → 0 … 2^depth − 1.</summary>
    public required Func<int, int, int, int> Sample { get; init; }

    public bool Interlaced { get; init; }

    /// <summary>What the header says of both sides; 0 for the truth.</summary>
    public int StatedSide { get; init; }

    public byte[]? Palette { get; init; }

    public byte[]? Transparency { get; init; }

    public byte[]? Exif { get; init; }

    /// <summary>Content of a chunk of compressed text: keyword, two zeros, data of zlib.</summary>
    public byte[]? CompressedText { get; init; }

    /// <summary>Whether the chunk eXIf stands behind the picture data.</summary>
    public bool ExifLast { get; init; }

    private int Channels => colourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public byte[] ToBytes()
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, StatedSide > 0 ? StatedSide : width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), StatedSide > 0 ? StatedSide : height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colourType, (byte)(Interlaced ? 1 : 0));
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, Palette);
        Chunk(file, "tRNS"u8, Transparency);
        Chunk(file, "zTXt"u8, CompressedText);
        Chunk(file, "eXIf"u8, ExifLast ? null : Exif);
        Chunk(file, "IDAT"u8, Compressed());
        Chunk(file, "eXIf"u8, ExifLast ? Exif : null);
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> kind, byte[]? data)
    {
        if (data is null)
        {
            return;
        }

        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] checkedPart = [.. kind, .. data];
        file.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(checkedPart));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }

    private byte[] Compressed()
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var (x, y, stepX, stepY) in Interlaced ? Passes : [(0, 0, 1, 1)])
            {
                for (int line = y; line < height && x < width; line += stepY)
                {
                    WriteRow(stream, x, line, stepX);
                }
            }
        }

        return packed.ToArray();
    }

    private void WriteRow(Stream stream, int start, int y, int step)
    {
        int columns = (width - start + step - 1) / step;
        byte[] row = new byte[1 + (((columns * Channels * depth) + 7) / 8)];
        int bit = 8;
        for (int x = start; x < width; x += step)
        {
            for (int c = 0; c < Channels; c++, bit += depth)
            {
                int value = Sample(x, y, c);
                if (depth == 16)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(bit / 8), (ushort)value);
                }
                else
                {
                    row[bit / 8] |= (byte)(value << (8 - depth - (bit % 8)));
                }
            }
        }

        stream.Write(row);
    }
}
