using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

/// <summary>Pictures to test with.</summary>
internal static class Pictures
{
    /// <summary>The goldens' picture; its formula counts channels from blue.</summary>
    public static Image Pattern(int width, int height)
    {
        var image = new Image(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                image[x, y] = new(Value(x, y, 2), Value(x, y, 1), Value(x, y, 0));
            }
        }

        return image;

        static byte Value(int x, int y, int c) => (byte)((x * 3) + (y * 5) + (c * 40) + ((x * y) >> 4) + 2);
    }

    public static Image Noise(int width, int height, int seed)
    {
        var image = new Image(width, height);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    /// <summary>Smooth enough that lossy formats keep it.</summary>
    public static Image Gradient(int width, int height)
    {
        var image = new Image(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                image[x, y] = new((byte)(x * 255 / Math.Max(1, width - 1)), (byte)(y * 255 / Math.Max(1, height - 1)), 90);
            }
        }

        return image;
    }

    /// <summary>Exchanges red and blue, which is how the goldens store pixels.</summary>
    public static Image Swapped(Image image)
    {
        var swapped = image.Clone();
        for (int i = 0; i < swapped.Pixels.Length; i += 3)
        {
            (swapped.Pixels[i], swapped.Pixels[i + 2]) = (swapped.Pixels[i + 2], swapped.Pixels[i]);
        }

        return swapped;
    }

    /// <summary>A picture in a canvas of its own, and its place there.</summary>
    internal static (Image Canvas, LetterboxGeometry Geometry) Letterboxed(Image picture, LetterboxOptions options)
    {
        var geometry = LetterboxGeometry.Plan(picture.Width, picture.Height, options);
        var canvas = new Image(geometry.Width, geometry.Height);
        Letterbox.Render(picture, geometry, canvas.Pixels, options.Padding);
        return (canvas, geometry);
    }
}
