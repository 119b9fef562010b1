namespace Yolo.Losses;

/// <summary>Boxes of objects, in the processor's memory.</summary>
internal static class TargetBoxes
{
    /// <summary>Corners in pixels.</summary>
    /// <param name="boxes">N × 4: centre x, centre y, width, height as shares of the input.</param>
    /// <param name="width">Of the input, in pixels.</param>
    /// <param name="height">Of the input, in pixels.</param>
    /// <returns>N × 4: x1, y1, x2, y2.</returns>
    internal static float[] ToPixels(ReadOnlySpan<float> boxes, float width, float height)
    {
        var corners = new float[boxes.Length];
        for (var i = 0; i < boxes.Length; i += 4)
        {
            var (x, y, halfWidth, halfHeight) = (boxes[i] * width, boxes[i + 1] * height, boxes[i + 2] * width / 2, boxes[i + 3] * height / 2);
            (corners[i], corners[i + 1], corners[i + 2], corners[i + 3]) = (x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
        }

        return corners;
    }
}
