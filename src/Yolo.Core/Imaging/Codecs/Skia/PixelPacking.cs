using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Imaging.Codecs;

/// <summary>Skia's pixels have four bytes, ours three.</summary>
internal static class PixelPacking
{
    private const int Wide = 4;

    // Four pixels of four bytes, or of three and a rest, are a register.
    private const int Step = 4;

    /// <summary>Drops every fourth byte.</summary>
    /// <param name="wide">Pixels of four bytes.</param>
    /// <param name="narrow">As many pixels of three bytes.</param>
    public static void Narrow(ReadOnlySpan<byte> wide, Span<byte> narrow)
    {
        int count = Math.Min(wide.Length / Wide, narrow.Length / Image.Channels), pixel = 0;
        ref byte from = ref MemoryMarshal.GetReference(wide);
        ref byte to = ref MemoryMarshal.GetReference(narrow);
        var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);

        // A register writes four bytes too many, which the next one puts right.
        for (; Vector128.IsHardwareAccelerated && pixel + Step + 2 <= count; pixel += Step)
        {
            var pixels = Vector128.LoadUnsafe(ref from, (nuint)(pixel * Wide));
            Vector128.Shuffle(pixels, order).StoreUnsafe(ref to, (nuint)(pixel * Image.Channels));
        }

        for (; pixel < count; pixel++)
        {
            wide.Slice(pixel * Wide, Image.Channels).CopyTo(narrow[(pixel * Image.Channels)..]);
        }
    }

    /// <summary>Adds a fourth byte, 255, to every pixel.</summary>
    /// <param name="narrow">Pixels of three bytes.</param>
    /// <param name="wide">As many pixels of four bytes.</param>
    public static void Widen(ReadOnlySpan<byte> narrow, Span<byte> wide)
    {
        int count = Math.Min(wide.Length / Wide, narrow.Length / Image.Channels), pixel = 0;
        ref byte from = ref MemoryMarshal.GetReference(narrow);
        ref byte to = ref MemoryMarshal.GetReference(wide);
        var order = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
        var opaque = Vector128.Create(0xFF000000u).AsByte();

        // A register reads four bytes too many.
        for (; Vector128.IsHardwareAccelerated && pixel + Step + 2 <= count; pixel += Step)
        {
            var pixels = Vector128.LoadUnsafe(ref from, (nuint)(pixel * Image.Channels));
            (Vector128.Shuffle(pixels, order) | opaque).StoreUnsafe(ref to, (nuint)(pixel * Wide));
        }

        for (; pixel < count; pixel++)
        {
            narrow.Slice(pixel * Image.Channels, Image.Channels).CopyTo(wide[(pixel * Wide)..]);
            wide[(pixel * Wide) + Image.Channels] = byte.MaxValue;
        }
    }
}
