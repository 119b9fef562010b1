using Yolo.Geometry;

namespace Yolo.Data.Loading;

/// <summary>Brings masks of 0 and 1 to a smaller size: bilinear between half-pixel centres, and what is at least a half counts.</summary>
internal static class MaskShrink
{
    /// <summary>Shrinks a mask.</summary>
    /// <param name="mask">Width × height numbers of 0 and 1.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="small">Where to write; smallWidth × smallHeight numbers.</param>
    /// <param name="smallWidth">Columns of the result.</param>
    /// <param name="smallHeight">Rows of the result.</param>
    public static void Run(ReadOnlySpan<byte> mask, int width, int height, Span<byte> small, int smallWidth, int smallHeight)
    {
        if (smallWidth == width && smallHeight == height)
        {
            mask.CopyTo(small);
            return;
        }

        var columns = new MaskAxis(smallWidth, (float)width / smallWidth, 0, 0, width);
        var rows = new MaskAxis(smallHeight, (float)height / smallHeight, 0, 0, height);
        for (int y = 0; y < smallHeight; y++)
        {
            var (top, bottom, down) = rows[y];
            var upper = mask.Slice(top * width, width);
            var lower = mask.Slice(bottom * width, width);
            for (int x = 0; x < smallWidth; x++)
            {
                var (left, right, across) = columns[x];
                float above = upper[left] + ((upper[right] - upper[left]) * across);
                float below = lower[left] + ((lower[right] - lower[left]) * across);
                small[(y * smallWidth) + x] = above + ((below - above) * down) >= 0.5f ? (byte)1 : (byte)0;
            }
        }
    }
}
