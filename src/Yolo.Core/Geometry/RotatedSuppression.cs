namespace Yolo.Geometry;

/// <summary>
/// Chooses among overlapping rotated boxes. In one pass: a box is dropped if any more confident one overlaps it, whether that one stays or not.
/// </summary>
public static class RotatedSuppression
{
    private const int MaximumBoxes = 30_000;
    private const double Epsilon = 1e-7;

    /// <summary>Chooses.</summary>
    /// <param name="boxes">Candidates in any order: centre x, centre y, width, height in pixels, angle in radians, confidence, class, and a number of the caller's.</param>
    /// <param name="options">Overlap (boxes of one class alone unless agnostic) and limit; confidence and classes were looked at before.</param>
    /// <returns>Indices of those that stay, most confident first.</returns>
    public static IReadOnlyList<int> Run(IReadOnlyList<RotatedCandidate> boxes, SuppressionOptions options)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        ArgumentNullException.ThrowIfNull(options);
        int[] order = [.. Enumerable.Range(0, boxes.Count).OrderByDescending(index => boxes[index].Confidence).Take(MaximumBoxes)];
        var shapes = Array.ConvertAll(order, index => new Shape(boxes[index]));
        var kept = new List<int>();
        for (var i = 0; i < order.Length && kept.Count < options.MaximumDetections; i++)
        {
            if (!IsOverlapped(shapes, i, options))
            {
                kept.Add(order[i]);
            }
        }

        return kept;
    }

    /// <summary>How much two rotated boxes overlap, from 0 to 1, as normal distributions; see <see cref="RotatedIou"/>.</summary>
    internal static double Similarity(in RotatedCandidate first, in RotatedCandidate second) => Similarity(new Shape(first), new Shape(second));

    private static bool IsOverlapped(Shape[] shapes, int index, SuppressionOptions options)
    {
        for (var i = 0; i < index; i++)
        {
            if ((options.Agnostic || shapes[i].Class == shapes[index].Class) && Similarity(shapes[i], shapes[index]) >= options.Iou)
            {
                return true;
            }
        }

        return false;
    }

    private static double Similarity(in Shape a, in Shape b)
    {
        var (xx, yy, xy) = (a.XX + b.XX, a.YY + b.YY, a.XY + b.XY);
        var determinant = (xx * yy) - (xy * xy);
        var (dx, dy) = (b.X - a.X, a.Y - b.Y);
        var places = ((xx * dy * dy) + (yy * dx * dx)) / (determinant + Epsilon) / 4;
        var slant = xy * dx * dy / (determinant + Epsilon) / 2;
        var product = Math.Sqrt(Math.Max(0, a.Determinant) * Math.Max(0, b.Determinant));
        var shapes = Math.Log((determinant / ((product * 4) + Epsilon)) + Epsilon) / 2;
        var distance = Math.Clamp(places + slant + shapes, Epsilon, 100);
        return 1 - Math.Sqrt(1 - Math.Exp(-distance) + Epsilon);
    }

    /// <summary>The normal distribution that stands for a box.</summary>
    private readonly struct Shape
    {
        internal Shape(in RotatedCandidate box)
        {
            (X, Y, Class) = (box.CenterX, box.CenterY, box.Class);
            var (along, across) = ((double)box.Width * box.Width / 12, (double)box.Height * box.Height / 12);
            var (sine, cosine) = Math.SinCos(box.Angle);
            XX = (along * cosine * cosine) + (across * sine * sine);
            YY = (along * sine * sine) + (across * cosine * cosine);
            XY = (along - across) * cosine * sine;
        }

        internal double X { get; }

        internal double Y { get; }

        internal double XX { get; }

        internal double YY { get; }

        internal double XY { get; }

        internal int Class { get; }

        internal double Determinant => (XX * YY) - (XY * XY);
    }
}
