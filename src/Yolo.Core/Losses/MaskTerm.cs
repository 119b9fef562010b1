using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>How far masks, mixed of prototypes, are from those of objects, inside the boxes of the objects.</summary>
/// <remarks>
/// Legend: B images, F anchor points with an object, n those of one image, m prototypes, H × W size of masks, T pixels inside the boxes of n.
/// </remarks>
internal static class MaskTerm
{
    // With fewer masks on a processor the reference cuts boxes at whole pixels.
    private const int FewMasks = 50;

    /// <summary>Computes the mean over all anchor points with an object, of which there is at least one.</summary>
    /// <param name="step">Assigned predictions.</param>
    /// <param name="coefficients">[B, m, A].</param>
    /// <param name="prototypes">[B, m, h, w].</param>
    /// <param name="masks">[B, H, W] or [N, H, W].</param>
    internal static Tensor Compute(LossStep step, Tensor coefficients, Tensor prototypes, Tensor masks)
    {
        var (height, width) = (masks.shape[1], masks.shape[2]);

        // Pixel by pixel, as channels-last pictures lie in memory: else their gradients would lie otherwise, for which norms have but a slow way.
        var pixels = Fit(prototypes.to(float32), height, width).permute(0, 2, 3, 1).flatten(1, 2).unbind(0); // B × [H·W, m]
        var counts = Counts(step);
        var mixes = step.Gather(coefficients).split(counts); // B × [n, m]
        var wanted = step.Targets.Source.MasksAreMaps ? masks : masks.index_select(0, step.Rows); // [B, H, W] or [F, H, W]
        var sides = Sides(step, height, width).split(counts); // B × [n, 5]
        var rows = step.Rows.split(counts); // B × [n]
        var presence = step.Presence?.split(counts); // B × [n, 1]
        var losses = new List<Tensor>();
        var first = 0L;
        for (var image = 0; image < counts.Length; first += counts[image++])
        {
            if (counts[image] > 0)
            {
                var own = step.Targets.Source.MasksAreMaps
                    ? Mask.FromMap(wanted[image].flatten(), step.Targets.Table.Numbers.index_select(0, rows[image]).Plus(1))
                    : Mask.FromMasks(wanted.narrow(0, first, counts[image]).flatten(1));
                var logits = mixes[image].matmul(pixels[image].t()); // [n, H·W]
                var inside = Inside(sides[image], height, width, rounded: presence is null && counts[image] < FewMasks && logits.device_type == DeviceType.CPU); // [n, H, W]
                var weights = sides[image].select(1, 4).Times(height * width).DividedInto(1); // [n]
                losses.Add(presence is null ? OfInside(logits, own, inside, weights) : OfAll(logits, own, inside, weights, presence[image])); // []
            }
        }

        return step.MeanOf(stack(losses).sum());
    }

    private static Tensor Fit(Tensor prototypes, long height, long width) =>
        prototypes.shape[2] == height && prototypes.shape[3] == width
            ? prototypes
            : nn.functional.interpolate(prototypes, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);

    // Rows of the step lie image by image, so that these numbers split them.
    private static long[] Counts(LossStep step)
    {
        var table = step.Targets.Table;
        if (!step.IsCompact)
        {
            var choices = step.Rows.shape[0] / table.Count;
            return Array.ConvertAll(table.CountsPerImage, count => count * choices);
        }

        using var counts = table.ImageOf.index_select(0, step.Rows).bincount(null, table.Batch).cpu(); // [B]
        return MemoryMarshal.Cast<byte, long>(counts.bytes).ToArray();
    }

    // x1, y1, x2, y2 in pixels of the masks, and the area as a share of the input: [F, 5].
    private static Tensor Sides(LossStep step, long height, long width)
    {
        var shares = step.TargetBoxes / step.Targets.Grid.Sizes; // [F, 4]
        var area = (shares.narrow(1, 2, 2) - shares.narrow(1, 0, 2)).prod(1, keepdim: true); // [F, 1]
        return cat([shares * tensor([(float)width, height, width, height]).SentTo(step.Points.device), area], 1); // [F, 5]
    }

    // Where pixels can be counted without waiting for a device, those inside the boxes alone.
    private static Tensor OfInside(Tensor logits, Mask wanted, Tensor inside, Tensor weights)
    {
        var size = logits.shape[1];
        var places = inside.flatten().nonzero().view(-1); // [T]
        var masks = places.OverFloored(size); // [T], which mask
        var own = logits.flatten().index_select(0, places); // [T]
        var values = own.Softplus() - (own * wanted.At(places, masks, size)); // [T]
        return (values * weights.index_select(0, masks)).sum();
    }

    // Else all, those outside with weight 0; a box of no area has none inside, and would have a weight that is no number.
    private static Tensor OfAll(Tensor logits, Mask wanted, Tensor inside, Tensor weights, Tensor presence)
    {
        var factors = where(inside.flatten(1), weights.unsqueeze(1), zeros([], float32, weights.device)) * presence; // [n, H·W]
        return nn.functional.binary_cross_entropy_with_logits(logits, wanted.Everywhere(), factors, nn.Reduction.Sum); // []
    }

    private static Tensor Inside(Tensor sides, long height, long width, bool rounded)
    {
        var edges = (rounded ? sides.round() : sides).unsqueeze(2).unsqueeze(3).unbind(1); // 5 × [n, 1, 1]
        var columns = TensorFunctions.Range(width, float32, sides.device); // [W]
        var rows = TensorFunctions.Range(height, float32, sides.device).unsqueeze(1); // [H, 1]
        var across = columns.ge(edges[0]).logical_and(columns.lt(edges[2])); // [n, 1, W]
        var down = rows.ge(edges[1]).logical_and(rows.lt(edges[3])); // [n, H, 1]
        return across.logical_and(down); // [n, H, W]
    }

    /// <summary>The masks wanted of the anchor points of an image.</summary>
    private readonly record struct Mask(Tensor Values, Tensor? Numbers)
    {
        /// <summary>[H·W] with the number of the object at each pixel, and the number that each anchor point looks for.</summary>
        internal static Mask FromMap(Tensor map, Tensor numbers) => new(map, numbers);

        /// <summary>[n, H·W] of 0 and 1.</summary>
        internal static Mask FromMasks(Tensor masks) => new(masks, null);

        /// <summary>0 or 1, [n, H·W].</summary>
        internal Tensor Everywhere() => (Numbers is null ? Values : Values.to(int64).unsqueeze(0).eq(Numbers.unsqueeze(1))).to(float32);

        /// <summary>0 or 1 at pixels of masks, [T].</summary>
        internal Tensor At(Tensor places, Tensor masks, long size) => Numbers is null
            ? Values.flatten().index_select(0, places).to(float32)
            : Values.index_select(0, places.Modulo(size)).to(int64).eq(Numbers.index_select(0, masks)).to(float32);
    }
}
