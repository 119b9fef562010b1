using System.Diagnostics;
using System.Globalization;
using Yolo.Imaging;

namespace Yolo.Bench;

/// <summary>Times of the picture operations that stand in the way of every image, on one thread.</summary>
internal static class ImagingBenchmarks
{
    private const int Rounds = 60;

    /// <summary>Writes one line an operation: the median in milliseconds.</summary>
    public static void Run(TextWriter output)
    {
        var small = Picture(640, 480);
        var large = Picture(1280, 960);
        Letterboxes(output, small, large);
        Augmentations(output, small);
        Codecs(output, small);
    }

    private static void Letterboxes(TextWriter output, Image small, Image large)
    {
        byte[] bytes = new byte[640 * 640 * 3];
        float[] floats = new float[640 * 640 * 3];
        var options = new LetterboxOptions(640);
        foreach (var (name, image) in new[] { ("640x480", small), ("1280x960", large), ("810x1080", Picture(810, 1080)), ("320x240", Picture(320, 240)) })
        {
            var place = LetterboxGeometry.Plan(image.Width, image.Height, options);
            Line(output, $"letterbox {name} -> 640, bytes", () => Letterbox.Render(image, place, bytes));
            Line(output, $"letterbox {name} -> 640, float CHW", () => Letterbox.Render(image, place, floats, PixelLayout.Chw));
            Line(output, $"letterbox {name} -> 640, float HWC", () => Letterbox.Render(image, place, floats, PixelLayout.Hwc));
        }
    }

    private static void Augmentations(TextWriter output, Image small)
    {
        var mosaic = Picture(1280, 1280);
        var target = new Image(640, 640);
        double[] affine = [0.9, 0.05, -250, -0.05, 0.9, -240];
        double[] perspective = [0.9, 0.05, -250, -0.05, 0.9, -240, 0.0001, -0.0001, 1];
        Line(output, "affine 1280x1280 -> 640x640", () => Warp.Affine(mosaic, affine, target));
        Line(output, "perspective 1280x1280 -> 640x640", () => Warp.Perspective(mosaic, perspective, target));
        Line(output, "HSV gains 640x640", () => HsvGain.Apply(target, 0.01, 0.3, -0.2));
        Line(output, "flip left-right 640x640", target.FlipHorizontally);
        Line(output, "flip up-down 640x640", target.FlipVertically);
        var canvas = new Canvas(small.Clone());
        Line(output, "draw 20 boxes with labels on 640x480", () => Draw(canvas));
    }

    private static void Draw(Canvas canvas)
    {
        for (int i = 0; i < 20; i++)
        {
            canvas.DrawBox(new(20 * i, 15 * i, (20 * i) + 150, (15 * i) + 120), "person 0.87", Palette.Of(i));
        }
    }

    private static void Codecs(TextWriter output, Image small)
    {
        foreach (var format in new[] { ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP })
        {
            byte[] file = small.Encode(format);
            Line(output, $"encode {format} 640x480 ({file.Length / 1024} KiB)", () => small.Encode(format));
            Line(output, $"decode {format} 640x480", () => Image.Decode(file));
        }
    }

    private static void Line(TextWriter output, string name, Action action)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-48} {Median(action),9:F3} ms"));
    }

    private static double Median(Action action)
    {
        var warm = Stopwatch.StartNew();
        for (int i = 0; i < Rounds || warm.ElapsedMilliseconds < 600; i++)
        {
            action();
            if (warm.ElapsedMilliseconds > 1000)
            {
                break;
            }
        }

        double[] times = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Rounds / 2];
    }

    /// <summary>Smooth shapes with some noise, so that the codecs have about as much to do as with a photograph.</summary>
    private static Image Picture(int width, int height)
    {
        var image = new Image(width, height);
        var random = new Random(7);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int wave = (int)(60 * Math.Sin(x / 23.0) * Math.Cos(y / 31.0));
                image[x, y] = new(Shade(wave + (x * 90 / width)), Shade(wave + (y * 90 / height)), Shade(-wave));
            }
        }

        return image;

        byte Shade(int value) => (byte)Math.Clamp(110 + value + random.Next(-6, 7), 0, 255);
    }
}
