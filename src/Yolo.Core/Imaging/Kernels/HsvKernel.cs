using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Imaging.Kernels;

/// <summary>RGB to HSV, three table look-ups, and back; a block of pixels at a time, so that it stays in the first cache.</summary>
/// <remarks>What bytes can hold is done on 32 pixels at once, quotients and products on eight.</remarks>
internal static class HsvKernel
{
    /// <summary>The entry of hue 0: what comes out of the division is −30 to 150, and negative hues come first.</summary>
    public const int HueOffset = 30;

    private const int Block = 512, Bits = 12;

    /// <summary>Changes pixels in place.</summary>
    /// <param name="pixels">Red, green and blue in turn.</param>
    /// <param name="hues">The new hue of each, the first that of −<see cref="HueOffset"/>.</param>
    /// <param name="saturations">The new saturation of each.</param>
    /// <param name="values">The new value of each.</param>
    public static void Run(Span<byte> pixels, ReadOnlySpan<byte> hues, ReadOnlySpan<byte> saturations, ReadOnlySpan<byte> values)
    {
        Span<byte> planes = stackalloc byte[Image.Channels * Block];
        for (int start = 0; start < pixels.Length; start += Block * Image.Channels)
        {
            var block = pixels.Slice(start, Math.Min(Block * Image.Channels, pixels.Length - start));
            int count = block.Length / Image.Channels;
            PixelPlanes.Split(block, planes);
            ToHsv(ref MemoryMarshal.GetReference(planes), count);
            ByteTable.Apply(planes[..Block], hues);
            ByteTable.Apply(planes[Block..(2 * Block)], saturations);
            ByteTable.Apply(planes[(2 * Block)..], values);
            ToRgb(ref MemoryMarshal.GetReference(planes), count);
            PixelPlanes.Join(planes, block);
        }
    }

    private static void ToHsv(ref byte planes, int count)
    {
        for (nuint i = 0; i < (nuint)count; i += 32)
        {
            var red = Vector256.LoadUnsafe(ref planes, i);
            var green = Vector256.LoadUnsafe(ref planes, i + Block);
            var blue = Vector256.LoadUnsafe(ref planes, i + (2 * Block));
            var value = Vector256.Max(red, Vector256.Max(green, blue));
            var range = value - Vector256.Min(red, Vector256.Min(green, blue));
            var isRed = Vector256.Equals(value, red);
            var isGreen = Vector256.Equals(value, green);

            // A hue is the difference of the two other channels, and so many ranges more as the greatest channel is far from red.
            var minuend = Vector256.ConditionalSelect(isRed, green, Vector256.ConditionalSelect(isGreen, blue, red));
            var subtrahend = Vector256.ConditionalSelect(isRed, blue, Vector256.ConditionalSelect(isGreen, red, green));
            var ranges = Vector256.AndNot(Vector256.ConditionalSelect(isGreen, Vector256.Create((byte)2), Vector256.Create((byte)4)), isRed);
            var low = Sum(Vector256.WidenLower(minuend), Vector256.WidenLower(subtrahend), Vector256.WidenLower(range), Vector256.WidenLower(ranges));
            var high = Sum(Vector256.WidenUpper(minuend), Vector256.WidenUpper(subtrahend), Vector256.WidenUpper(range), Vector256.WidenUpper(ranges));

            var (range0, range1, range2, range3) = Simd.ToInt32(range);
            var (value0, value1, value2, value3) = Simd.ToInt32(value);
            Simd.ToBytes(Hue(Vector256.WidenLower(low), range0), Hue(Vector256.WidenUpper(low), range1), Hue(Vector256.WidenLower(high), range2), Hue(Vector256.WidenUpper(high), range3))
                .StoreUnsafe(ref planes, i);
            Simd.ToBytes(Saturation(range0, value0), Saturation(range1, value1), Saturation(range2, value2), Saturation(range3, value3)).StoreUnsafe(ref planes, i + Block);
            value.StoreUnsafe(ref planes, i + (2 * Block));
        }
    }

    private static void ToRgb(ref byte planes, int count)
    {
        for (nuint i = 0; i < (nuint)count; i += 32)
        {
            var (hue0, hue1, hue2, hue3) = Simd.ToInt32(Vector256.LoadUnsafe(ref planes, i));
            var (saturation0, saturation1, saturation2, saturation3) = Simd.ToInt32(Vector256.LoadUnsafe(ref planes, i + Block));
            var value = Vector256.LoadUnsafe(ref planes, i + (2 * Block));
            var (value0, value1, value2, value3) = Simd.ToInt32(value);
            var (sector0, middle0, least0) = Levels(hue0, saturation0, value0);
            var (sector1, middle1, least1) = Levels(hue1, saturation1, value1);
            var (sector2, middle2, least2) = Levels(hue2, saturation2, value2);
            var (sector3, middle3, least3) = Levels(hue3, saturation3, value3);
            var sector = Simd.ToBytes(sector0, sector1, sector2, sector3);
            var middle = Simd.ToBytes(middle0, middle1, middle2, middle3);
            var least = Simd.ToBytes(least0, least1, least2, least3);

            // The greatest channel is the value itself: for none of the 256 does the way through floats end elsewhere.
            Choose(sector, value, 0, 5, middle, 1, 4, least).StoreUnsafe(ref planes, i);
            Choose(sector, value, 1, 2, middle, 0, 3, least).StoreUnsafe(ref planes, i + Block);
            Choose(sector, value, 3, 4, middle, 2, 5, least).StoreUnsafe(ref planes, i + (2 * Block));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Sum(Vector256<ushort> minuend, Vector256<ushort> subtrahend, Vector256<ushort> range, Vector256<ushort> ranges) =>
        (minuend - subtrahend + (range * ranges)).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Hue(Vector256<int> sum, Vector256<int> range) =>
        ((sum * Reciprocal((180 << Bits) / 6, range)) + Vector256.Create((HueOffset << Bits) + (1 << (Bits - 1)))) >> Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Saturation(Vector256<int> range, Vector256<int> value) =>
        ((range * Reciprocal(255 << Bits, value)) + Vector256.Create(1 << (Bits - 1))) >> Bits;

    /// <summary>The scaled reciprocal rounded to a whole number, which a float division gives exactly; that of 0 is only ever multiplied by 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Reciprocal(int scale, Vector256<int> divisor) => Simd.Round(Vector256.Create((float)scale) / Vector256.ConvertToSingle(divisor));

    /// <summary>The sector of a hue, and the levels of the two channels that are not the greatest.</summary>
    /// <remarks>Levels are cut off, not rounded, as OpenCV does it on bytes; a colour may lose one on the way through HSV.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Sector, Vector256<int> Middle, Vector256<int> Least) Levels(Vector256<int> hue, Vector256<int> saturation, Vector256<int> value)
    {
        var one = Vector256<float>.One;
        var full = Vector256.Create(255f);
        var place = Vector256.ConvertToSingle(hue) * Vector256.Create(6f / 180f);
        var floor = Vector256.Floor(place);
        var sector = Vector256.ConvertToInt32Native(floor);
        var share = place - floor;
        var unit = Vector256.ConvertToSingle(saturation) * Vector256.Create(1f / 255f);
        var top = Vector256.ConvertToSingle(value) * Vector256.Create(1f / 255f);

        // In even sectors the middle channel rises, in odd ones it falls.
        var isEven = Vector256.Equals(sector & Vector256<int>.One, Vector256<int>.Zero).AsSingle();
        var taken = unit * Vector256.ConditionalSelect(isEven, one - share, share);
        return (sector, Vector256.ConvertToInt32Native(top * (one - taken) * full), Vector256.ConvertToInt32Native(top * (one - unit) * full));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Choose(
        Vector256<byte> sector, Vector256<byte> value, byte value1, byte value2, Vector256<byte> middle, byte middle1, byte middle2, Vector256<byte> least)
    {
        var isValue = Vector256.Equals(sector, Vector256.Create(value1)) | Vector256.Equals(sector, Vector256.Create(value2));
        var isMiddle = Vector256.Equals(sector, Vector256.Create(middle1)) | Vector256.Equals(sector, Vector256.Create(middle2));
        return Vector256.ConditionalSelect(isValue, value, Vector256.ConditionalSelect(isMiddle, middle, least));
    }
}
