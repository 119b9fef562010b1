namespace Yolo.Imaging;

/// <summary>Mirrors pixels in place.</summary>
public static class Flip
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
            var row = pixels.Slice(y * stride, stride);
            for (int left = 0, right = stride - 3; left < right; left += 3, right -= 3)
            {
                (row[left], row[right]) = (row[right], row[left]);
                (row[left + 1], row[right + 1]) = (row[right + 1], row[left + 1]);
                (row[left + 2], row[right + 2]) = (row[right + 2], row[left + 2]);
            }
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
}
