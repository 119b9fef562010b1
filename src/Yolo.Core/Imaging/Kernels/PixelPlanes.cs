using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Yolo.Imaging.Kernels;

/// <summary>Takes pixels apart into a plane for each channel, and puts them together again.</summary>
/// <remarks>Either is a transposition of three vectors at a time, so that one loop does both: it differs in what is where.</remarks>
internal static class PixelPlanes
{
    private static readonly byte[] Apart = Transposition(Vector128<byte>.Count, Image.Channels), Together = Transposition(Image.Channels, Vector128<byte>.Count);
    private static readonly byte[] WideApart = Transposition(Vector512<byte>.Count, Image.Channels), WideTogether = Transposition(Image.Channels, Vector512<byte>.Count);

    /// <summary>Takes pixels apart.</summary>
    /// <param name="pixels">Red, green and blue in turn.</param>
    /// <param name="planes">Three planes of the same length, each for at least so many pixels.</param>
    public static void Split(ReadOnlySpan<byte> pixels, Span<byte> planes)
    {
        int count = pixels.Length / Image.Channels, plane = planes.Length / Image.Channels;
        ref byte from = ref MemoryMarshal.GetReference(pixels), to = ref MemoryMarshal.GetReference(planes);
        int done = Avx512Vbmi.IsSupported ? MoveWide(ref from, new(192, 64), ref to, new(64, plane), count, WideApart) : 0;
        done += Move(ref from, new(48, 16, Image.Channels * done), ref to, new(16, plane, done), count - done, Apart);
        for (int i = done; i < count; i++)
        {
            int at = i * Image.Channels;
            (planes[i], planes[plane + i], planes[(2 * plane) + i]) = (pixels[at], pixels[at + 1], pixels[at + 2]);
        }
    }

    /// <summary>Puts pixels together.</summary>
    /// <param name="planes">As for <see cref="Split"/>.</param>
    /// <param name="pixels">Red, green and blue in turn.</param>
    public static void Join(ReadOnlySpan<byte> planes, Span<byte> pixels)
    {
        int count = pixels.Length / Image.Channels, plane = planes.Length / Image.Channels;
        ref byte from = ref MemoryMarshal.GetReference(planes), to = ref MemoryMarshal.GetReference(pixels);
        int done = Avx512Vbmi.IsSupported ? MoveWide(ref from, new(64, plane), ref to, new(192, 64), count, WideTogether) : 0;
        done += Move(ref from, new(16, plane, done), ref to, new(48, 16, Image.Channels * done), count - done, Together);
        for (int i = done; i < count; i++)
        {
            int at = i * Image.Channels;
            (pixels[at], pixels[at + 1], pixels[at + 2]) = (planes[i], planes[plane + i], planes[(2 * plane) + i]);
        }
    }

    /// <summary>Where the element of the transposed matrix stands in a matrix of bytes.</summary>
    private static byte[] Transposition(int rows, int columns)
    {
        byte[] places = new byte[rows * columns];
        for (int at = 0; at < places.Length; at++)
        {
            places[at] = (byte)((at % rows * columns) + (at / rows));
        }

        return places;
    }

    private static int MoveWide(ref byte from, Steps source, ref byte to, Steps target, int count, ReadOnlySpan<byte> places)
    {
        var (a, b, c) = (Vector512.Create(places), Vector512.Create(places[64..]), Vector512.Create(places[128..]));
        int done = 0;
        for (; done + Vector512<byte>.Count <= count; done += Vector512<byte>.Count)
        {
            int block = done / Vector512<byte>.Count;
            var first = Vector512.LoadUnsafe(ref from, source.At(block, 0));
            var second = Vector512.LoadUnsafe(ref from, source.At(block, 1));
            var third = Vector512.LoadUnsafe(ref from, source.At(block, 2));
            Picked(first, second, third, a).StoreUnsafe(ref to, target.At(block, 0));
            Picked(first, second, third, b).StoreUnsafe(ref to, target.At(block, 1));
            Picked(first, second, third, c).StoreUnsafe(ref to, target.At(block, 2));
        }

        return done;
    }

    private static int Move(ref byte from, Steps source, ref byte to, Steps target, int count, ReadOnlySpan<byte> places)
    {
        var (a, b, c) = (new Pick(Vector128.Create(places)), new Pick(Vector128.Create(places[16..])), new Pick(Vector128.Create(places[32..])));
        int done = 0;
        for (; done + Vector128<byte>.Count <= count; done += Vector128<byte>.Count)
        {
            int block = done / Vector128<byte>.Count;
            var first = Vector128.LoadUnsafe(ref from, source.At(block, 0));
            var second = Vector128.LoadUnsafe(ref from, source.At(block, 1));
            var third = Vector128.LoadUnsafe(ref from, source.At(block, 2));
            a.From(first, second, third).StoreUnsafe(ref to, target.At(block, 0));
            b.From(first, second, third).StoreUnsafe(ref to, target.At(block, 1));
            c.From(first, second, third).StoreUnsafe(ref to, target.At(block, 2));
        }

        return done;
    }

    // The permutation reads seven bits of a place; the eighth says that it lies in the third vector.
    private static Vector512<byte> Picked(Vector512<byte> first, Vector512<byte> second, Vector512<byte> third, Vector512<byte> places) => Vector512.ConditionalSelect(
        Vector512.GreaterThanOrEqual(places, Vector512.Create((byte)128)),
        Avx512Vbmi.PermuteVar64x8(third, places),
        Avx512Vbmi.PermuteVar64x8x2(first, places, second));

    /// <summary>Bytes from vector to vector of three (gap), and from three to the next three (step).</summary>
    private readonly record struct Steps(int Step, int Gap, int Start = 0)
    {
        public nuint At(int block, int vector) => (nuint)(Start + (block * Step) + (vector * Gap));
    }

    /// <summary>Picks bytes of three vectors by their places.</summary>
    private readonly struct Pick(Vector128<byte> places)
    {
        private readonly Vector128<byte> first = Within(places);
        private readonly Vector128<byte> second = Within(places - Vector128.Create((byte)16));
        private readonly Vector128<byte> third = Within(places - Vector128.Create((byte)32));

        public Vector128<byte> From(Vector128<byte> one, Vector128<byte> two, Vector128<byte> three) =>
            Vector128.ShuffleNative(one, first) | Vector128.ShuffleNative(two, second) | Vector128.ShuffleNative(three, third);

        // Places outside the vector give zero on any processor only if they are this great.
        private static Vector128<byte> Within(Vector128<byte> places) => places | Vector128.GreaterThan(places, Vector128.Create((byte)15));
    }
}
