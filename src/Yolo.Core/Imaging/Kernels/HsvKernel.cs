using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Imaging.Kernels;

/// <summary>RGB to HSV, three table look-ups, and back; a block of pixels at a time, so that it stays in the first cache.</summary>
internal static class HsvKernel
{
    private const int Block = 512;

    public static void Run(Span<byte> pixels, ReadOnlySpan<byte> hues, ReadOnlySpan<byte> saturations, ReadOnlySpan<byte> values)
    {
        Span<byte> planes = stackalloc byte[3 * Block];
        var first = planes[..Block];
        var second = planes[Block..(2 * Block)];
        var third = planes[(2 * Block)..];
        for (int start = 0; start < pixels.Length; start += Block * Image.Channels)
        {
            var block = pixels.Slice(start, Math.Min(Block * Image.Channels, pixels.Length - start));
            int count = block.Length / Image.Channels;
            Split(block, first, second, third);
            for (int i = 0; i < count; i += Vector256<float>.Count)
            {
                ToHsv(first[i..], second[i..], third[i..]);
            }

            Look(first[..count], hues);
            Look(second[..count], saturations);
            Look(third[..count], values);
            for (int i = 0; i < count; i += Vector256<float>.Count)
            {
                ToRgb(first[i..], second[i..], third[i..]);
            }

            Join(first, second, third, block);
        }
    }

    private static void Split(ReadOnlySpan<byte> pixels, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        for (int i = 0, at = 0; at < pixels.Length; i++, at += Image.Channels)
        {
            (red[i], green[i], blue[i]) = (pixels[at], pixels[at + 1], pixels[at + 2]);
        }
    }

    private static void Join(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, Span<byte> pixels)
    {
        for (int i = 0, at = 0; at < pixels.Length; i++, at += Image.Channels)
        {
            (pixels[at], pixels[at + 1], pixels[at + 2]) = (red[i], green[i], blue[i]);
        }
    }

    private static void Look(Span<byte> plane, ReadOnlySpan<byte> table)
    {
        for (int i = 0; i < plane.Length; i++)
        {
            plane[i] = table[plane[i]];
        }
    }

    /// <summary>Integer arithmetic with reciprocals of 12 bits, which a float division gives exactly.</summary>
    private static void ToHsv(Span<byte> first, Span<byte> second, Span<byte> third)
    {
        const int Bits = 12;
        var half = Vector256.Create(1 << (Bits - 1));
        var (red, green, blue) = (Load(first), Load(second), Load(third));
        var value = Vector256.Max(red, Vector256.Max(green, blue));
        var range = value - Vector256.Min(red, Vector256.Min(green, blue));
        var isRed = Vector256.Equals(value, red);
        var isGreen = Vector256.Equals(value, green);

        var saturation = ((range * Reciprocal(255 << Bits, value)) + half) >> Bits;
        var fromGreen = Vector256.ConditionalSelect(isGreen, blue - red + (range << 1), red - green + (range << 2));
        var sector = Vector256.ConditionalSelect(isRed, green - blue, fromGreen);
        var hue = ((sector * Reciprocal((180 << Bits) / 6, range)) + half) >> Bits;
        hue += Vector256.LessThan(hue, Vector256<int>.Zero) & Vector256.Create(180);
        Store(hue, first);
        Store(saturation, second);
        Store(value, third);
    }

    /// <summary>The scaled reciprocal rounded to a whole number, and 0 for 0.</summary>
    private static Vector256<int> Reciprocal(int scale, Vector256<int> divisor)
    {
        var quotient = Vector256.ConvertToInt32(Vector256.Round(Vector256.Create((float)scale) / Vector256.ConvertToSingle(divisor)));
        return Vector256.ConditionalSelect(Vector256.Equals(divisor, Vector256<int>.Zero), Vector256<int>.Zero, quotient);
    }

    private static void ToRgb(Span<byte> first, Span<byte> second, Span<byte> third)
    {
        var place = Vector256.ConvertToSingle(Load(first)) * Vector256.Create(6f / 180f);
        var saturation = Vector256.ConvertToSingle(Load(second)) * Vector256.Create(1f / 255f);
        var value = Vector256.ConvertToSingle(Load(third)) * Vector256.Create(1f / 255f);
        var sector = Vector256.Floor(place);
        var share = place - sector;
        var one = Vector256<float>.One;

        var low = value * (one - saturation);
        var falling = value * (one - (saturation * share));
        var rising = value * (one - (saturation * (one - share)));
        var index = Vector256.ConvertToInt32(sector);
        Store(Scaled(Choose(index, value, falling, low, low, rising, value)), first);
        Store(Scaled(Choose(index, rising, value, value, falling, low, low)), second);
        Store(Scaled(Choose(index, low, low, rising, value, value, falling)), third);
    }

    private static Vector256<float> Choose(
        Vector256<int> index, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, Vector256<float> e, Vector256<float> f)
    {
        var chosen = Vector256.ConditionalSelect(Is(index, 1), b, a);
        chosen = Vector256.ConditionalSelect(Is(index, 2), c, chosen);
        chosen = Vector256.ConditionalSelect(Is(index, 3), d, chosen);
        chosen = Vector256.ConditionalSelect(Is(index, 4), e, chosen);
        return Vector256.ConditionalSelect(Is(index, 5), f, chosen);
    }

    private static Vector256<float> Is(Vector256<int> index, int sector) => Vector256.Equals(index, Vector256.Create(sector)).AsSingle();

    /// <summary>Cut off, not rounded, as OpenCV does it on bytes; a colour may lose one level on the way through HSV.</summary>
    private static Vector256<int> Scaled(Vector256<float> unit) => Vector256.ConvertToInt32(unit * Vector256.Create(255f));

    private static Vector256<int> Load(ReadOnlySpan<byte> plane)
    {
        var eight = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(plane)).AsByte();
        return Vector256.WidenLower(Vector128.WidenLower(eight).ToVector256Unsafe()).AsInt32();
    }

    private static void Store(Vector256<int> numbers, Span<byte> plane)
    {
        var shorts = Simd.ToInt16(numbers.GetLower(), numbers.GetUpper());
        MemoryMarshal.Write(plane, Simd.ToBytes(shorts, shorts).AsUInt64()[0]);
    }
}
