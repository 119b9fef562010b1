using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Yolo.Checkpoints.Archive;

/// <summary>The checksum of zip archives, sixteen bytes at a step.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 16;

    private static readonly uint[] Table = MakeTable();

    // A process that starts up reads megabytes in the first call; compiling for speed at once saves most of that time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var table = Table.AsSpan(0, Slices * 256);
        var words = MemoryMarshal.Cast<byte, ulong>(bytes[..(bytes.Length / Slices * Slices)]);
        for (var i = 0; i < words.Length; i += 2)
        {
            var low = Little(words[i]) ^ crc;
            var high = Little(words[i + 1]);
            crc = Slice(table[2048..], low) ^ Slice(table[..2048], high);
        }

        foreach (var value in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = (crc >> 8) ^ table[(byte)(crc ^ value)];
        }

        return ~crc;
    }

    private static ulong Little(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);

    /// <summary>Eight bytes through eight tables; the first byte has the farthest to go.</summary>
    private static uint Slice(ReadOnlySpan<uint> table, ulong word) =>
        table[1792 + (byte)word] ^ table[1536 + (byte)(word >> 8)] ^ table[1280 + (byte)(word >> 16)] ^ table[1024 + (byte)(word >> 24)]
        ^ table[768 + (byte)(word >> 32)] ^ table[512 + (byte)(word >> 40)] ^ table[256 + (byte)(word >> 48)] ^ table[(byte)(word >> 56)];

    private static uint[] MakeTable()
    {
        var table = new uint[Slices * 256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ (Polynomial & (0 - (value & 1)));
            }

            table[i] = value;
        }

        for (var i = 256; i < table.Length; i++)
        {
            table[i] = (table[i - 256] >> 8) ^ table[(byte)table[i - 256]];
        }

        return table;
    }
}
