using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Imaging;

/// <summary>Mirrors pixels in place.</summary>
internal static class Flip
{
    /// <summary>Mirrors left and right.</summary>
    /// <param name="pixels">Height × width × 3 bytes.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static void Horizontally(Span<byte> pixels, int width, int height)
    {
        int stride = width * Image.Channels;
        for (int y = 0; y < height; y++)
        {
            Mirror(pixels.Slice(y * stride, stride));
        }
    }

    /// <summary>Mirrors top and bottom.</summary>
    /// <param name="pixels">Height × width × 3 bytes.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static void Vertically(Span<byte> pixels, int width, int height)
    {
        const int Chunk = 1024;
        int stride = width * Image.Channels;
        Span<byte> spare = stackalloc byte[Chunk];
        for (int top = 0, bottom = height - 1; top < bottom; top++, bottom--)
        {
            for (int at = 0; at < stride; at += Chunk)
            {
                int count = Math.Min(Chunk, stride - at);
                var above = pixels.Slice((top * stride) + at, count);
                var below = pixels.Slice((bottom * stride) + at, count);
                above.CopyTo(spare);
                below.CopyTo(above);
                spare[..count].CopyTo(below);
            }
        }
    }

    /// <summary>Exchanges five pixels from the left with five from the right at a time, and single ones in the middle.</summary>
    private static void Mirror(Span<byte> row)
    {
        const int Taken = 5 * Image.Channels;
        ref byte first = ref MemoryMarshal.GetReference(row);
        int left = 0, end = row.Length;
        for (; end - left >= 2 * Vector128<byte>.Count; left += Taken, end -= Taken)
        {
            // The one byte too many of each is written back as it was.
            var (before, after) = (Vector128.LoadUnsafe(ref first, (nuint)left), Vector128.LoadUnsafe(ref first, (nuint)(end - Vector128<byte>.Count)));
            var mirrored = Vector128.Shuffle(after, Vector128.Create((byte)13, 14, 15, 10, 11, 12, 7, 8, 9, 4, 5, 6, 1, 2, 3, 255));
            (mirrored | (before & Vector128.Create(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, byte.MaxValue))).StoreUnsafe(ref first, (nuint)left);
            mirrored = Vector128.Shuffle(before, Vector128.Create((byte)255, 12, 13, 14, 9, 10, 11, 6, 7, 8, 3, 4, 5, 0, 1, 2));
            (mirrored | (after & Vector128.CreateScalar(byte.MaxValue))).StoreUnsafe(ref first, (nuint)(end - Vector128<byte>.Count));
        }

        for (int right = end - Image.Channels; left < right; left += Image.Channels, right -= Image.Channels)
        {
            (row[left], row[right]) = (row[right], row[left]);
            (row[left + 1], row[right + 1]) = (row[right + 1], row[left + 1]);
            (row[left + 2], row[right + 2]) = (row[right + 2], row[left + 2]);
        }
    }
}
