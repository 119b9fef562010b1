namespace Yolo.Imaging.Drawing;

/// <summary>Draws the points of a pose, and the bones between them if they are the seventeen of a person in COCO's order.</summary>
internal static class SkeletonPainter
{
    // Points less sure than this are not seen.
    private const float Threshold = 0.25f;

    // Nose, eyes, ears, shoulders, elbows, wrists, hips, knees, ankles; left before right.
    private static readonly (int From, int To)[] Bones =
    [
        (15, 13), (13, 11), (16, 14), (14, 12), (11, 12), (5, 11), (6, 12), (5, 6), (5, 7), (6, 8), (7, 9), (8, 10),
        (1, 2), (0, 1), (0, 2), (1, 3), (2, 4), (3, 5), (4, 6),
    ];

    /// <summary>Draws one pose.</summary>
    /// <param name="canvas">What is drawn on.</param>
    /// <param name="points">Places in pixels of the canvas, and how sure it is that each can be seen, 0 to 1.</param>
    /// <param name="lineWidth">Width of lines in pixels, from 1.</param>
    internal static void Draw(Canvas canvas, ReadOnlySpan<(PixelPoint Place, float Confidence)> points, int lineWidth)
    {
        var isPerson = points.Length == 17;
        for (var i = 0; i < Bones.Length && isPerson; i++)
        {
            var (from, to) = (points[Bones[i].From], points[Bones[i].To]);
            if (IsSeen(from, canvas.Image) && IsSeen(to, canvas.Image))
            {
                canvas.DrawLine(from.Place, to.Place, Palette.Of(i), Math.Max(1, lineWidth * 0.75));
            }
        }

        for (var i = 0; i < points.Length; i++)
        {
            if (IsSeen(points[i], canvas.Image))
            {
                canvas.FillCircle(points[i].Place, lineWidth * 1.5, Palette.Of(i));
            }
        }
    }

    // Heads put points that they do not see into the corner.
    private static bool IsSeen(in (PixelPoint Place, float Confidence) point, Image picture) =>
        point.Confidence >= Threshold && point.Place.X > 0 && point.Place.Y > 0 && point.Place.X < picture.Width && point.Place.Y < picture.Height;
}
