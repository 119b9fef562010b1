using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Geometry;

/// <summary>
/// How much rotated boxes overlap, on tensors, with gradients: the boxes are taken for normal distributions, and their Hellinger distance is turned
/// into a similarity. Boxes are centre x, centre y, width, height, angle in radians in the last dimension; the dimensions before it broadcast.
/// </summary>
/// <remarks>Legend: … any leading dimensions. Intermediate tensors belong to the caller's dispose scope.</remarks>
internal static class RotatedIou
{
    private const double Epsilon = 1e-7;

    /// <summary>The similarity, from 0 to 1.</summary>
    /// <param name="first">[…, 5].</param>
    /// <param name="second">[…, 5].</param>
    /// <returns>[…].</returns>
    public static Tensor Probabilistic(Tensor first, Tensor second)
    {
        var (a, b) = (new Gaussian(first), new Gaussian(second));
        var (xx, yy, xy) = (a.XX.Plus(b.XX), a.YY.Plus(b.YY), a.XY.Plus(b.XY)); // […]
        var determinant = (xx * yy) - xy.Squared(); // […]
        var (dx, dy) = (b.X - a.X, a.Y - b.Y); // […]
        var places = ((xx * dy.Squared()).Plus(yy * dx.Squared()) / determinant.Plus(Epsilon)).Over(4); // […]
        var slant = (xy * dx * dy / determinant.Plus(Epsilon)).Over(2); // […]
        var product = (a.Determinant.AtLeast(0) * b.Determinant.AtLeast(0)).sqrt(); // […]
        var shapes = (determinant / product.Times(4).Plus(Epsilon)).Plus(Epsilon).log().Over(2); // […]
        var distance = places.Plus(slant).Plus(shapes).Within(Epsilon, 100); // […], Bhattacharyya's
        var hellinger = distance.neg().exp().SubtractedFrom(1).Plus(Epsilon).sqrt(); // […]
        return hellinger.SubtractedFrom(1); // […]
    }

    /// <summary>The covariance of a uniform distribution over the box.</summary>
    private readonly struct Gaussian
    {
        internal Gaussian(Tensor boxes)
        {
            var parts = boxes.unbind(-1); // 5 × […]
            (X, Y) = (parts[0], parts[1]);
            var (along, across) = (parts[2].Squared().Over(12), parts[3].Squared().Over(12));
            var (cosine, sine) = (parts[4].cos(), parts[4].sin());
            XX = (along * cosine.Squared()).Plus(across * sine.Squared());
            YY = (along * sine.Squared()).Plus(across * cosine.Squared());
            XY = (along - across) * cosine * sine;
        }

        internal Tensor X { get; }

        internal Tensor Y { get; }

        internal Tensor XX { get; }

        internal Tensor YY { get; }

        internal Tensor XY { get; }

        internal Tensor Determinant => (XX * YY) - XY.Squared();
    }
}
