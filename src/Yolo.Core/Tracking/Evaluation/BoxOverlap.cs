using Yolo.Geometry;

namespace Yolo.Tracking.Evaluation;

/// <summary>A true and a found box of one frame that overlap.</summary>
/// <param name="Truth">Position of the true box in the frame.</param>
/// <param name="Found">Position of the found box in the frame.</param>
/// <param name="Pair">Which pair of tracks they are of.</param>
/// <param name="Iou">Their intersection over union.</param>
internal readonly record struct BoxOverlap(int Truth, int Found, int Pair, double Iou)
{
    /// <summary>Intersection over union in double precision: boxes that overlap by 0.7 would lie below a threshold of 0.7 in single precision.</summary>
    internal static double Of(in Box one, in Box other)
    {
        double width = (double)Math.Min(one.X2, other.X2) - Math.Max(one.X1, other.X1);
        double height = (double)Math.Min(one.Y2, other.Y2) - Math.Max(one.Y1, other.Y1);
        if (width <= 0 || height <= 0)
        {
            return 0;
        }

        double intersection = width * height;
        return intersection / (Area(one) + Area(other) - intersection);
    }

    private static double Area(in Box box) => ((double)box.X2 - box.X1) * ((double)box.Y2 - box.Y1);
}
