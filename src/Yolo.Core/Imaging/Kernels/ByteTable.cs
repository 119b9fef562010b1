using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Yolo.Imaging.Kernels;

/// <summary>Looks bytes up in a table of 256.</summary>
internal static class ByteTable
{
    /// <summary>Replaces each byte by its entry.</summary>
    public static void Apply(Span<byte> bytes, ReadOnlySpan<byte> table)
    {
        int done = Avx512Vbmi.IsSupported ? InFour(bytes, table) : Avx2.IsSupported ? InSixteen(bytes, table) : 0;
        for (int at = done; at < bytes.Length; at++)
        {
            bytes[at] = table[bytes[at]];
        }
    }

    /// <summary>The table in four registers: two permutations, of which the highest bit chooses one.</summary>
    private static int InFour(Span<byte> bytes, ReadOnlySpan<byte> table)
    {
        var (a, b, c, d) = (Vector512.Create(table), Vector512.Create(table[64..]), Vector512.Create(table[128..]), Vector512.Create(table[192..]));
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        int at = 0;
        for (; at + Vector512<byte>.Count <= bytes.Length; at += Vector512<byte>.Count)
        {
            var places = Vector512.LoadUnsafe(ref first, (nuint)at);
            Vector512.ConditionalSelect(
                Vector512.GreaterThanOrEqual(places, Vector512.Create((byte)128)),
                Avx512Vbmi.PermuteVar64x8x2(c, places, d),
                Avx512Vbmi.PermuteVar64x8x2(a, places, b)).StoreUnsafe(ref first, (nuint)at);
        }

        return at;
    }

    /// <summary>Row after row of the table: bytes of another row get their highest bit, at which a shuffle gives zero.</summary>
    private static int InSixteen(Span<byte> bytes, ReadOnlySpan<byte> table)
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        int at = 0;
        for (; at + (2 * Vector256<byte>.Count) <= bytes.Length; at += 2 * Vector256<byte>.Count)
        {
            var (left, right) = (Vector256.LoadUnsafe(ref first, (nuint)at), Vector256.LoadUnsafe(ref first, (nuint)at + 32));
            var (leftFound, rightFound) = (Vector256<byte>.Zero, Vector256<byte>.Zero);
            for (int row = 0; row < 16; row++)
            {
                var entries = Vector256.Create(Vector128.Create(table[(16 * row)..]));
                var number = Vector256.Create((byte)(row << 4));
                leftFound |= Avx2.Shuffle(entries, Avx2.AddSaturate(left ^ number, Vector256.Create((byte)0x70)));
                rightFound |= Avx2.Shuffle(entries, Avx2.AddSaturate(right ^ number, Vector256.Create((byte)0x70)));
            }

            leftFound.StoreUnsafe(ref first, (nuint)at);
            rightFound.StoreUnsafe(ref first, (nuint)at + 32);
        }

        return at;
    }
}
