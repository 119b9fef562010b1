using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Pads the last dimensions: two numbers for each, before and after, from the last dimension on.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Reflect => Aten.pad.Tensor(input, pad, "reflect"),
                PaddingModes.Replicate => Aten.pad.Tensor(input, pad, "replicate"),
                PaddingModes.Circular => Aten.pad.Tensor(input, pad, "circular"),
                _ => Aten.pad.Tensor(input, pad, "constant", value),
            };

            /// <summary>Pads the last dimensions: two numbers for each, before and after, from the last dimension on.</summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            /// <summary>Pads the last dimension before and after.</summary>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2 }, mode, value);

            /// <summary>Pads the last two dimensions: left, right, top, bottom.</summary>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2, pad.Item3, pad.Item4 }, mode, value);

            /// <summary>Pads both ends of every dimension alike.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var all = new long[2 * input.ndim];
                Array.Fill(all, pad);
                return functional.pad(input, all, mode, value);
            }

            /// <summary>Reads a picture at places of a grid.</summary>
            /// <param name="input">[B, C, H, W] or [B, C, D, H, W].</param>
            /// <param name="grid">[B, H', W', 2] or [B, D', H', W', 3]: x, y (, z) from -1 to 1.</param>
            /// <param name="mode">How values between pixels are found.</param>
            /// <param name="padding_mode">What is seen outside.</param>
            /// <param name="align_corners">Whether -1 and 1 are the centres of the corner pixels, not their outer edges; false unless given.</param>
            public static Tensor grid_sample(
                Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros,
                bool? align_corners = null)
            {
                var method = mode == GridSampleMode.Nearest ? 1L : 0L;
                var outside = padding_mode switch { GridSamplePaddingMode.Border => 1L, GridSamplePaddingMode.Reflection => 2L, _ => 0L };
                return Aten.grid_sampler.Tensor(input, grid, method, outside, align_corners ?? false);
            }

            /// <summary>The grid of an affine map of each picture, for <see cref="grid_sample"/>.</summary>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false) =>
                Aten.affine_grid_generator.Tensor(theta, size ?? [], align_corners);

            /// <summary>The windows of [B, C, H, W] as columns [B, C·K·K, L].</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                Aten.im2col.Tensor(input, Square(kernel_size), Square(dilation), Square(padding), Square(stride));

            /// <summary>The windows of [B, C, H, W] as columns [B, C·KH·KW, L].</summary>
            public static Tensor unfold(
                Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                Aten.im2col.Tensor(input, Sizes(kernel_size, 1), Sizes(dilation, 1), Sizes(padding, 0), Sizes(stride, 1));

            /// <summary>Columns [B, C·K·K, L] as sums in [B, C, H, W].</summary>
            public static Tensor fold(Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                Aten.col2im.Tensor(input, Square(output_size), Square(kernel_size), Square(dilation), Square(padding), Square(stride));

            /// <summary>Columns [B, C·KH·KW, L] as sums in [B, C, H, W].</summary>
            public static Tensor fold(
                Tensor input, (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null,
                (long, long)? stride = null) =>
                Aten.col2im.Tensor(input, Sizes(output_size, 1), Sizes(kernel_size, 1), Sizes(dilation, 1), Sizes(padding, 0), Sizes(stride, 1));

            /// <summary>[B, C·r·r, H, W] as [B, C, r·H, r·W].</summary>
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Aten.pixel_shuffle.Tensor(input, upscale_factor);

            /// <summary>[B, C, r·H, r·W] as [B, C·r·r, H, W].</summary>
            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) => Aten.pixel_unshuffle.Tensor(input, downscale_factor);
        }
    }
}
