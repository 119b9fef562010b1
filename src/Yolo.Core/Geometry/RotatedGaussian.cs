namespace Yolo.Geometry;

/// <summary>The normal distribution that stands for a rotated box; see <see cref="RotatedIou"/>, which computes the same on tensors.</summary>
internal readonly struct RotatedGaussian
{
    private const double Epsilon = 1e-7;

    internal RotatedGaussian(in RotatedRectangle box)
    {
        (X, Y) = (box.CenterX, box.CenterY);
        var (along, across) = ((double)box.Width * box.Width / 12, (double)box.Height * box.Height / 12);
        var (sine, cosine) = Math.SinCos(box.Angle);
        XX = (along * cosine * cosine) + (across * sine * sine);
        YY = (along * sine * sine) + (across * cosine * cosine);
        XY = (along - across) * cosine * sine;
    }

    private double X { get; }

    private double Y { get; }

    private double XX { get; }

    private double YY { get; }

    private double XY { get; }

    private double Determinant => (XX * YY) - (XY * XY);

    /// <summary>How much two boxes overlap, from 0 to 1.</summary>
    internal static double Similarity(in RotatedGaussian a, in RotatedGaussian b)
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
}
