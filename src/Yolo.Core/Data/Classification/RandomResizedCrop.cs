using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Classification;

/// <summary>Cuts a part of random size and form out of a picture and brings it to the size of the input.</summary>
internal static class RandomResizedCrop
{
    private const int Attempts = 10;
    private const double Narrowest = 3.0 / 4, Widest = 4.0 / 3;

    /// <summary>Cuts and resizes.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">Width of the result in pixels.</param>
    /// <param name="height">Height of the result in pixels.</param>
    /// <param name="smallest">Smallest share of the picture's area, up to 1.</param>
    /// <param name="random">Source of the numbers.</param>
    /// <returns>A new picture.</returns>
    public static Image Apply(Image picture, int width, int height, double smallest, ref SampleRandom random)
    {
        var (left, top, cropWidth, cropHeight) = Choose(picture.Width, picture.Height, smallest, ref random);
        return AreaResize.Bilinear(picture.Crop(left, top, cropWidth, cropHeight), width, height);
    }

    /// <summary>The part: up to ten tries, then the middle, as much of it as has a usual form.</summary>
    internal static (int Left, int Top, int Width, int Height) Choose(int width, int height, double smallest, ref SampleRandom random)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double area = width * (double)height * random.Uniform(smallest, 1);
            double form = Math.Exp(random.Uniform(Math.Log(Narrowest), Math.Log(Widest)));
            (int w, int h) = ((int)Math.Round(Math.Sqrt(area * form)), (int)Math.Round(Math.Sqrt(area / form)));
            if (w > 0 && w <= width && h > 0 && h <= height)
            {
                int top = random.NextInt(height - h + 1);
                return (random.NextInt(width - w + 1), top, w, h);
            }
        }

        double ratio = (double)width / height;
        (int cropWidth, int cropHeight) = ratio < Narrowest ? (width, Math.Min(height, (int)Math.Round(width / Narrowest)))
            : ratio > Widest ? (Math.Min(width, (int)Math.Round(height * Widest)), height)
            : (width, height);
        return ((width - cropWidth) / 2, (height - cropHeight) / 2, cropWidth, cropHeight);
    }
}
