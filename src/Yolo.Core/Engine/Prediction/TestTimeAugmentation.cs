using Yolo.Modules.Heads;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Prediction;

/// <summary>
/// Looks at each picture three times: as it is, at 0.83 mirrored, at 0.67; all boxes enter one suppression. Of the largest view the coarsest level
/// is left out, of the smallest the finest: there the others see better.
/// </summary>
/// <remarks>Legend: B pictures, H and W size of the input, C classes, A anchor points.</remarks>
internal static class TestTimeAugmentation
{
    // The mean colour of pictures, between 0 and 1.
    private const double Padding = 0.447;

    private static readonly (double Scale, bool Mirrored)[] Views = [(1, false), (0.83, true), (0.67, false)];

    /// <summary>The decoded predictions of all views together. Tensors belong to the caller's dispose scope.</summary>
    /// <returns>[B, 4 + C, A of all views].</returns>
    internal static Tensor Predict(YoloModel model, Tensor input)
    {
        var parts = new Tensor[Views.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var (scale, mirrored) = Views[i];
            NetworkOutput output = model.Network.call(View(input, scale, mirrored, model.MaximumStride));
            parts[i] = Restore(output.Decoded!, scale, mirrored ? input.size(3) : null); // [B, 4 + C, A]
        }

        // A level has a quarter of the anchor points of the one before.
        var levels = model.Strides.Count;
        var shares = (long)Enumerable.Range(0, levels).Sum(level => Math.Pow(4, level));
        var coarsest = parts[0].size(2) / shares;
        parts[0] = parts[0].narrow(2, 0, parts[0].size(2) - coarsest);
        var finest = parts[^1].size(2) / shares * (long)Math.Pow(4, levels - 1);
        parts[^1] = parts[^1].narrow(2, finest, parts[^1].size(2) - finest);
        return cat(parts, 2); // [B, 4 + C, A of all views]
    }

    private static Tensor View(Tensor input, double scale, bool mirrored, int stride)
    {
        var view = mirrored ? input.flip(3) : input;
        if (scale == 1)
        {
            return view;
        }

        var (height, width) = ((double)input.size(2), (double)input.size(3));
        var (rows, columns) = ((long)(height * scale), (long)(width * scale));
        var (paddedRows, paddedColumns) = ((long)Math.Ceiling(height * scale / stride) * stride, (long)Math.Ceiling(width * scale / stride) * stride);
        var resized = nn.functional.interpolate(view, size: [rows, columns], mode: InterpolationMode.Bilinear, align_corners: false); // [B, 3, rows, columns]
        return nn.functional.pad(resized, [0, paddedColumns - columns, 0, paddedRows - rows], value: Padding); // [B, 3, padded rows, padded columns]
    }

    // Centre and size back to pixels of the input as it was.
    private static Tensor Restore(Tensor decoded, double scale, long? mirroredWidth)
    {
        var boxes = decoded.narrow(1, 0, 4).Over(scale); // [B, 4, A]
        if (mirroredWidth is { } width)
        {
            boxes = cat([boxes.narrow(1, 0, 1).SubtractedFrom(width), boxes.narrow(1, 1, 3)], 1); // [B, 4, A]
        }

        return cat([boxes, decoded.narrow(1, 4, decoded.size(1) - 4)], 1); // [B, 4 + C, A]
    }
}
