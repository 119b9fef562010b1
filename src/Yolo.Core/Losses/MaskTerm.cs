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
    // With fewer masks on a CPU the reference cuts boxes at whole pixels.
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
        var counts = Counts(step, prototypes.shape[0]);
        var mixes = step.Gather(coefficients).split(counts); // B × [n, m]
        var wanted = step.Targets.Source.MasksAreMaps ? masks : masks.index_select(0, step.Rows); // [B, H, W] or [F, H, W]
        var sides = Sides(step, height, width).split(counts); // B × [n, 5]
        var rows = step.Rows.split(counts); // B × [n]
        var losses = new List<Tensor>();
        var first = 0L;
        for (var image = 0; image < counts.Length; first += counts[image++])
        {
            if (counts[image] > 0)
            {
                var own = step.Targets.Source.MasksAreMaps
                    ? Mask.FromMap(wanted[image].flatten(), step.Targets.Table.Numbers.index_select(0, rows[image]).Plus(1))
                    : Mask.FromMasks(wanted.narrow(0, first, counts[image]).flatten(1));
                losses.Add(OfImage(mixes[image].matmul(pixels[image].t()), own, sides[image], height, width)); // []
            }
        }

        return stack(losses).sum().Over(step.Anchors.shape[0]);
    }

    private static Tensor Fit(Tensor prototypes, long height, long width) =>
        prototypes.shape[2] == height && prototypes.shape[3] == width
            ? prototypes
            : nn.functional.interpolate(prototypes, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);

    // Anchor points with an object lie image by image, so that these numbers split them.
    private static long[] Counts(LossStep step, long images)
    {
        using var counts = step.Targets.Table.ImageOf.index_select(0, step.Rows).bincount(null, images).cpu(); // [B]
        return MemoryMarshal.Cast<byte, long>(counts.bytes).ToArray();
    }

    // x1, y1, x2, y2 in pixels of the masks, and the area as a share of the input: [F, 5].
    private static Tensor Sides(LossStep step, long height, long width)
    {
        var grid = step.Targets.Grid;
        var sizes = tensor([grid.Width, grid.Height, grid.Width, grid.Height]).to(step.Points.device); // [4]
        var shares = step.TargetBoxes / sizes; // [F, 4]
        var area = (shares.narrow(1, 2, 2) - shares.narrow(1, 0, 2)).prod(1, keepdim: true); // [F, 1]
        return cat([shares * tensor([(float)width, height, width, height]).to(step.Points.device), area], 1); // [F, 5]
    }

    private static Tensor OfImage(Tensor logits, Mask wanted, Tensor sides, long height, long width)
    {
        var inside = Inside(sides, height, width).flatten().nonzero().view(-1); // [T]
        var masks = inside.OverFloored(height * width); // [T], which mask
        var own = logits.flatten().index_select(0, inside); // [T]
        var values = own.Softplus() - (own * wanted.At(inside, masks, height * width)); // [T]
        var weights = sides.select(1, 4).Times(height * width).DividedInto(1); // [n]
        return (values * weights.index_select(0, masks)).sum();
    }

    private static Tensor Inside(Tensor sides, long height, long width)
    {
        var box = sides.device.type == DeviceType.CPU && sides.shape[0] < FewMasks ? sides.round() : sides; // [n, 5]
        var edges = box.unsqueeze(2).unsqueeze(3).unbind(1); // 5 × [n, 1, 1]
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

        /// <summary>0 or 1 at pixels of masks, [T].</summary>
        internal Tensor At(Tensor places, Tensor masks, long size) => Numbers is null
            ? Values.flatten().index_select(0, places).to(float32)
            : Values.index_select(0, places.Modulo(size)).to(int64).eq(Numbers.index_select(0, masks)).to(float32);
    }
}
