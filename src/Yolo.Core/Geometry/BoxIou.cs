using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Geometry;

/// <summary>
/// How much axis-aligned boxes overlap, on tensors, with gradients. Boxes are x1, y1, x2, y2 in the last dimension, in any unit; the dimensions
/// before it broadcast, so that [N, 1, 4] against [M, 4] gives all pairs. Intermediate tensors belong to the caller's dispose scope.
/// </summary>
/// <remarks>Legend: … any leading dimensions.</remarks>
internal static class BoxIou
{
    private const double Epsilon = 1e-7;

    /// <summary>
    /// Complete: intersection over union, less the squared distance of the centres relative to the diagonal of the smallest box around both, and less a term for different
    /// proportions, whose weight has no gradient; what box losses use. At most 1.
    /// </summary>
    /// <param name="first">[…, 4].</param>
    /// <param name="second">[…, 4].</param>
    /// <returns>[…].</returns>
    public static Tensor Complete(Tensor first, Tensor second)
    {
        var (a, b) = (new Sides(first), new Sides(second));
        var iou = Overlap(a, b); // […]
        var (slopeB, slopeA) = ((b.Width / b.Height).atan(), (a.Width / a.Height).atan()); // […]
        var proportions = (slopeB - slopeA).Squared().Times(4 / (Math.PI * Math.PI)); // […]
        Tensor weight;
        using (no_grad())
        {
            weight = proportions / (proportions - iou).Plus(1 + Epsilon); // […]
        }

        return iou - CentreDistance(a, b) - (proportions * weight); // […]
    }

    private static Tensor Overlap(Sides a, Sides b)
    {
        var width = (minimum(a.Right, b.Right) - maximum(a.Left, b.Left)).AtLeast(0);
        var height = (minimum(a.Bottom, b.Bottom) - maximum(a.Top, b.Top)).AtLeast(0);
        var intersection = width * height; // […]
        var areas = (a.Width * a.Height).Plus(b.Width * b.Height); // […]
        var union = (areas - intersection).Plus(Epsilon); // […]
        return intersection / union;
    }

    private static Tensor CentreDistance(Sides a, Sides b)
    {
        var (width, height) = (maximum(a.Right, b.Right) - minimum(a.Left, b.Left), maximum(a.Bottom, b.Bottom) - minimum(a.Top, b.Top)); // […]
        var diagonal = width.Squared().Plus(height.Squared()).Plus(Epsilon); // […], squared
        var across = (b.Left.Plus(b.Right) - a.Left - a.Right).Squared(); // […], four times the squared distance
        var down = (b.Top.Plus(b.Bottom) - a.Top - a.Bottom).Squared(); // […]
        return across.Plus(down).Over(4) / diagonal; // […]
    }

    /// <summary>The sides of boxes. The reference makes heights, not widths, larger by epsilon; agreeing with it means doing so too.</summary>
    private readonly struct Sides
    {
        internal Sides(Tensor boxes)
        {
            var sides = boxes.unbind(-1); // 4 × […]
            (Left, Top, Right, Bottom) = (sides[0], sides[1], sides[2], sides[3]);
            Width = Right - Left;
            Height = (Bottom - Top).Plus(Epsilon);
        }

        internal Tensor Left { get; }

        internal Tensor Top { get; }

        internal Tensor Right { get; }

        internal Tensor Bottom { get; }

        internal Tensor Width { get; }

        internal Tensor Height { get; }
    }
}
