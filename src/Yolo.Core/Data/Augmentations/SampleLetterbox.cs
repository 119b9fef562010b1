using Yolo.Imaging;

namespace Yolo.Data.Augmentations;

/// <summary>Fits a sample into a canvas.</summary>
internal static class SampleLetterbox
{
    /// <summary>Resizes and pads; the objects move along.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="width">Width of the canvas.</param>
    /// <param name="height">Height of the canvas.</param>
    /// <param name="enlarge">Whether small pictures are enlarged.</param>
    /// <param name="target">Where the result may be put, of its size; without it memory is lent.</param>
    /// <returns>The place of the picture on the canvas.</returns>
    public static LetterboxGeometry Apply(Sample sample, int width, int height, bool enlarge, Image? target = null)
    {
        var geometry = LetterboxGeometry.Plan(sample.Width, sample.Height, new LetterboxOptions(width, height) { ScaleUp = enlarge });
        if (geometry.ContentWidth == width && geometry.ContentHeight == height && sample.Width == width && sample.Height == height)
        {
            return geometry;
        }

        var canvas = target ?? PixelPool.Rent(width, height);
        Letterbox.Render(sample.Image, geometry, canvas.Pixels);
        sample.Objects = [.. sample.Objects.Select(item => item.Enlarge((float)geometry.GainX, (float)geometry.GainY).Move(geometry.Left, geometry.Top))];
        sample.Replace(canvas, isPooled: target is null);
        return geometry;
    }
}
