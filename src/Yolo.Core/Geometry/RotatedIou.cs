using static TorchSharp.torch;

namespace Yolo.Geometry;

/// <summary>
/// How much rotated boxes overlap, on tensors, with gradients: the boxes are taken for normal distributions, and their Hellinger distance is turned
/// into a similarity. Boxes are centre x, centre y, width, height, angle in radians in the last dimension; the dimensions before it broadcast.
/// </summary>
/// <remarks>Legend: … any leading dimensions. Intermediate tensors belong to the caller's dispose scope.</remarks>
public static class RotatedIou
{
    private const double Epsilon = 1e-7;

    /// <summary>The similarity, from 0 to 1.</summary>
    /// <param name="first">[…, 5].</param>
    /// <param name="second">[…, 5].</param>
    /// <returns>[…].</returns>
    public static Tensor Probabilistic(Tensor first, Tensor second)
    {
        var (a, b) = (new Gaussian(first), new Gaussian(second));
        var (xx, yy, xy) = (a.XX + b.XX, a.YY + b.YY, a.XY + b.XY); // […]
        var determinant = (xx * yy) - xy.square(); // […]
        var (dx, dy) = (b.X - a.X, a.Y - b.Y); // […]
        var places = ((xx * dy.square()) + (yy * dx.square())) / (determinant + Epsilon) / 4; // […]
        var slant = xy * dx * dy / (determinant + Epsilon) / 2; // […]
        var product = (a.Determinant.clamp_min(0) * b.Determinant.clamp_min(0)).sqrt(); // […]
        var shapes = ((determinant / ((product * 4) + Epsilon)) + Epsilon).log() / 2; // […]
        var distance = (places + slant + shapes).clamp(Epsilon, 100); // […], Bhattacharyya's
        return 1 - (1 - distance.neg().exp() + Epsilon).sqrt(); // […]
    }

    /// <summary>The covariance of a uniform distribution over the box.</summary>
    private readonly struct Gaussian
    {
        internal Gaussian(Tensor boxes)
        {
            var parts = boxes.unbind(-1); // 5 × […]
            (X, Y) = (parts[0], parts[1]);
            var (along, across) = (parts[2].square() / 12, parts[3].square() / 12);
            var (cosine, sine) = (parts[4].cos(), parts[4].sin());
            XX = (along * cosine.square()) + (across * sine.square());
            YY = (along * sine.square()) + (across * cosine.square());
            XY = (along - across) * cosine * sine;
        }

        internal Tensor X { get; }

        internal Tensor Y { get; }

        internal Tensor XX { get; }

        internal Tensor YY { get; }

        internal Tensor XY { get; }

        internal Tensor Determinant => (XX * YY) - XY.square();
    }
}
