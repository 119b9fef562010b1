using Yolo.Data.Labels;
using Yolo.Geometry;

namespace Yolo.Engine.Tasks;

/// <summary>Where places in a picture, given as shares of its width and height, lie in the network's input.</summary>
/// <param name="Width">Width of the resized picture in pixels.</param>
/// <param name="Height">Height of the resized picture in pixels.</param>
/// <param name="Left">Columns of padding before it.</param>
/// <param name="Top">Rows of padding above it.</param>
internal readonly record struct InputPlacement(float Width, float Height, float Left, float Top)
{
    /// <summary>The placement of a picture of a validation. Both sides are rounded up when it is resized, so that each has a gain of its own.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="transform">How it lies in the input.</param>
    /// <param name="imageSize">Pixels of the resized picture's longer side.</param>
    internal static InputPlacement Of(LabelledImage image, LetterboxTransform transform, int imageSize)
    {
        var ratio = (double)imageSize / Math.Max(image.Width, image.Height);
        return new(Side(image.Width), Side(image.Height), transform.PadX, transform.PadY);

        float Side(int pixels) => Math.Min((int)Math.Ceiling(pixels * ratio), imageSize);
    }

    /// <summary>Places points.</summary>
    /// <param name="shares">x and y as shares, and whatever other numbers a point has, in turn.</param>
    /// <param name="dimensions">Numbers of a point, from 2.</param>
    /// <returns>The same with x and y in pixels of the input.</returns>
    internal float[] Place(ReadOnlySpan<float> shares, int dimensions)
    {
        var placed = shares.ToArray();
        for (var at = 0; at < placed.Length; at += dimensions)
        {
            placed[at] = (placed[at] * Width) + Left;
            placed[at + 1] = (placed[at + 1] * Height) + Top;
        }

        return placed;
    }
}
