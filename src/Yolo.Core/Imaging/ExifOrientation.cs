using System.Buffers;

namespace Yolo.Imaging;

/// <summary>Turns and mirrors stored pixels to what the camera's owner saw.</summary>
internal static class ExifOrientation
{
    /// <summary>Applies an EXIF orientation; for 1 and for the mirrored ones of the same shape the given picture is returned itself.</summary>
    /// <remarks>With a pool, the given picture's buffer is of that pool, and the result's too.</remarks>
    public static Image Apply(Image image, int orientation, ArrayPool<byte>? pool = null)
    {
        switch (orientation)
        {
            case 2:
                image.FlipHorizontally();
                return image;
            case 3:
                image.FlipHorizontally();
                image.FlipVertically();
                return image;
            case 4:
                image.FlipVertically();
                return image;
            case 5 or 6 or 7 or 8:
                var turned = Turned(image, orientation, pool);
                if (pool is not null)
                {
                    ImageMemory.Return(image, pool);
                }

                return turned;
            default:
                return image;
        }
    }

    private static Image Turned(Image image, int orientation, ArrayPool<byte>? pool)
    {
        // Tiles keep both the rows that are read and the columns that are written in the cache.
        const int Tile = 32;
        var turned = ImageMemory.Take(image.Height, image.Width, pool);
        for (int tileY = 0; tileY < turned.Height; tileY += Tile)
        {
            for (int tileX = 0; tileX < turned.Width; tileX += Tile)
            {
                CopyTile(image, turned, orientation, tileX, tileY, Tile);
            }
        }

        return turned;
    }

    private static void CopyTile(Image image, Image turned, int orientation, int tileX, int tileY, int tile)
    {
        bool fromRight = orientation is 7 or 8;
        bool fromBottom = orientation is 6 or 7;
        ReadOnlySpan<byte> source = image.Pixels;
        int endX = Math.Min(tileX + tile, turned.Width);
        int endY = Math.Min(tileY + tile, turned.Height);
        for (int y = tileY; y < endY; y++)
        {
            int column = fromRight ? image.Width - 1 - y : y;
            var row = turned.Row(y);
            for (int x = tileX; x < endX; x++)
            {
                int line = fromBottom ? image.Height - 1 - x : x;
                source.Slice((line * image.Stride) + (column * Image.Channels), Image.Channels).CopyTo(row[(x * Image.Channels)..]);
            }
        }
    }
}
