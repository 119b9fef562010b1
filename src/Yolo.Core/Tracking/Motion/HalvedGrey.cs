using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Yolo.Imaging;
using Yolo.Imaging.Kernels;

namespace Yolo.Tracking.Motion;

/// <summary>
/// Makes the grey picture of half the size: each pixel is the mean of four. Of an odd side the last pixel is left out, so that doubling stays exact.
/// </summary>
internal static class HalvedGrey
{
    // 0.299, 0.587 and 0.114 in parts of 128, which are all that a multiplication of bytes can hold.
    private const sbyte Red = 38, Green = 75, Blue = 15;
    private const float Whole = 1f / (Red + Green + Blue);

    /// <summary>Fills a plane of half the picture's sides.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="plane">Where to.</param>
    /// <param name="colours">Room for one row of the halved picture, 3 bytes a pixel.</param>
    public static void Fill(Image picture, GreyPlane plane, Span<byte> colours)
    {
        var used = 2 * colours.Length;
        for (var y = 0; y < plane.Height; y++)
        {
            BilinearRows.Halve(picture.Row(2 * y)[..used], picture.Row((2 * y) + 1)[..used], colours);
            ToGrey(colours, plane.Row(y));
        }

        plane.RepeatEdges();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToGrey(ReadOnlySpan<byte> colours, Span<float> grey)
    {
        ref var from = ref MemoryMarshal.GetReference(colours);
        ref var to = ref MemoryMarshal.GetReference(grey);
        var spread = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
        var weights = Vector128.Create(Red | (Green << 8) | (Blue << 16)).AsSByte();
        var x = 0;

        // Four pixels are twelve bytes, and sixteen are read.
        for (; (x * Image.Channels) + 16 <= colours.Length; x += 4)
        {
            var pixels = Vector128.Shuffle(Vector128.LoadUnsafe(ref from, (nuint)(x * Image.Channels)), spread);
            var sums = Simd.MultiplyAddPairs(Simd.MultiplyAddPairs(pixels, weights), Vector128<short>.One);
            (Vector128.ConvertToSingle(sums) * Whole).StoreUnsafe(ref to, (nuint)x);
        }

        for (; x < grey.Length; x++)
        {
            var pixel = colours.Slice(x * Image.Channels, Image.Channels);
            grey[x] = ((pixel[0] * Red) + (pixel[1] * Green) + (pixel[2] * Blue)) * Whole;
        }
    }
}
