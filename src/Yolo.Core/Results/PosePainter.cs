using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>Draws the points of a pose, and the bones between them if they are the seventeen of a person in COCO's order.</summary>
internal static class PosePainter
{
    // Points less sure than this are not seen.
    private const float Threshold = 0.25f;

    // Nose, eyes, ears, shoulders, elbows, wrists, hips, knees, ankles; left before right.
    private static readonly (int From, int To)[] Bones =
    [
        (15, 13), (13, 11), (16, 14), (14, 12), (11, 12), (5, 11), (6, 12), (5, 6), (5, 7), (6, 8), (7, 9), (8, 10),
        (1, 2), (0, 1), (0, 2), (1, 3), (2, 4), (3, 5), (4, 6),
    ];

    internal static void Draw(Canvas canvas, ReadOnlySpan<Keypoint> points, PlotScale scale)
    {
        var isPerson = points.Length == 17;
        for (var i = 0; i < Bones.Length && isPerson; i++)
        {
            var (from, to) = (points[Bones[i].From], points[Bones[i].To]);
            if (IsSeen(from, canvas.Image) && IsSeen(to, canvas.Image))
            {
                canvas.DrawLine(new(from.X, from.Y), new(to.X, to.Y), Palette.Of(i), Math.Max(1, scale.LineWidth * 0.75));
            }
        }

        for (var i = 0; i < points.Length; i++)
        {
            if (IsSeen(points[i], canvas.Image))
            {
                canvas.FillCircle(new(points[i].X, points[i].Y), scale.LineWidth * 1.5, Palette.Of(i));
            }
        }
    }

    // Heads put points that they do not see into the corner.
    private static bool IsSeen(in Keypoint point, Image picture) =>
        point.Confidence >= Threshold && point.X > 0 && point.Y > 0 && point.X < picture.Width && point.Y < picture.Height;
}
