using System.Numerics;

namespace Yolo.Tracking.Motion;

/// <summary>A turn, a change of size and a shift: (x, y) goes to (a·x − b·y + X, b·x + a·y + Y).</summary>
/// <param name="A">Size times the cosine of the turn.</param>
/// <param name="B">Size times the sine of the turn.</param>
/// <param name="X">Shift to the right.</param>
/// <param name="Y">Shift downwards.</param>
internal readonly record struct Similarity(double A, double B, double X, double Y)
{
    /// <summary>By how much lengths grow, squared.</summary>
    public double SquaredSize => (A * A) + (B * B);

    /// <summary>The one that carries two places exactly; not finite if they are the same place.</summary>
    public static Similarity Between(in PointPair first, in PointPair second)
    {
        var (before, after) = (second.From - first.From, second.To - first.To);
        double squared = before.LengthSquared();
        var a = Vector2.Dot(before, after) / squared;
        var b = (((double)before.X * after.Y) - ((double)before.Y * after.X)) / squared;
        return Through(a, b, first.From.X, first.From.Y, first.To.X, first.To.Y);
    }

    /// <summary>The one with this turn and size that carries a place to another.</summary>
    public static Similarity Through(double a, double b, double fromX, double fromY, double toX, double toY) =>
        new(a, b, toX - (a * fromX) + (b * fromY), toY - (b * fromX) - (a * fromY));

    /// <summary>The square of how far from where a place was found it is carried.</summary>
    public float SquaredError(in PointPair pair)
    {
        var x = (A * pair.From.X) - (B * pair.From.Y) + X - pair.To.X;
        var y = (B * pair.From.X) + (A * pair.From.Y) + Y - pair.To.Y;
        return (float)((x * x) + (y * y));
    }
}
