using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Imaging.Kernels;

/// <summary>Turns bytes into value / 255, correctly rounded, so that the network sees the very numbers of a division.</summary>
internal static class UnitFloats
{
    /// <summary>Converts without changing the order.</summary>
    public static void Convert(ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        ref byte from = ref MemoryMarshal.GetReference(bytes);
        ref float to = ref MemoryMarshal.GetReference(floats);
        int at = 0;
        for (; at + 16 <= bytes.Length; at += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)at));
            Divide(Vector256.Create(Vector128.WidenLower(low), Vector128.WidenUpper(low))).StoreUnsafe(ref to, (nuint)at);
            Divide(Vector256.Create(Vector128.WidenLower(high), Vector128.WidenUpper(high))).StoreUnsafe(ref to, (nuint)at + 8);
        }

        for (; at < bytes.Length; at++)
        {
            floats[at] = bytes[at] / 255f;
        }
    }

    /// <summary>Spreads RGB pixels over three planes.</summary>
    public static void Spread(ReadOnlySpan<byte> pixels, Span<float> red, Span<float> green, Span<float> blue)
    {
        ref byte from = ref MemoryMarshal.GetReference(pixels);
        int x = 0;

        // Eight pixels are 24 bytes; the second load ends at byte 28.
        for (; (x * Image.Channels) + 28 <= pixels.Length; x += 8)
        {
            var first = Vector128.LoadUnsafe(ref from, (nuint)(x * Image.Channels));
            var second = Vector128.LoadUnsafe(ref from, (nuint)(x * Image.Channels) + 12);
            Store(first, second, 0, ref MemoryMarshal.GetReference(red), x);
            Store(first, second, 1, ref MemoryMarshal.GetReference(green), x);
            Store(first, second, 2, ref MemoryMarshal.GetReference(blue), x);
        }

        for (; x < red.Length; x++)
        {
            red[x] = pixels[x * 3] / 255f;
            green[x] = pixels[(x * 3) + 1] / 255f;
            blue[x] = pixels[(x * 3) + 2] / 255f;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> first, Vector128<byte> second, [ConstantExpected] byte channel, ref float to, int x)
    {
        byte a = channel, b = (byte)(channel + 3), c = (byte)(channel + 6), d = (byte)(channel + 9);
        var pick = Vector128.Create(a, 255, 255, 255, b, 255, 255, 255, c, 255, 255, 255, d, 255, 255, 255);
        var values = Vector256.Create(Vector128.Shuffle(first, pick).AsUInt32(), Vector128.Shuffle(second, pick).AsUInt32());
        Divide(values).StoreUnsafe(ref to, (nuint)x);
    }

    /// <summary>Multiplying by 1/255 and correcting by the remainder gives the rounded quotient, in a fraction of a division's time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Divide(Vector256<uint> values)
    {
        var reciprocal = Vector256.Create(1f / 255f);
        var x = Vector256.ConvertToSingle(values.AsInt32());
        var quotient = x * reciprocal;
        var remainder = Vector256.FusedMultiplyAdd(quotient, Vector256.Create(-255f), x);
        return Vector256.FusedMultiplyAdd(remainder, reciprocal, quotient);
    }
}
