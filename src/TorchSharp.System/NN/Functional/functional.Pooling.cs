using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The largest value in each window of the last two dimensions.</summary>
            /// <param name="input">[B, C, H, W] or [C, H, W].</param>
            /// <param name="kernel_size">The window's height and width.</param>
            /// <param name="strides">The step from window to window; the window's size unless given.</param>
            /// <param name="padding">How far windows reach over the edge.</param>
            /// <param name="dilation">The step between the values of a window.</param>
            /// <param name="ceil_mode">Whether a window that ends outside counts.</param>
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Aten.max_pool2d.Tensor(input, kernel_size, strides ?? kernel_size, padding ?? Zeros, dilation ?? Ones, ceil_mode);

            /// <summary>The largest value in each square window of the last two dimensions.</summary>
            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Square(kernel_size), Square(stride ?? kernel_size), Square(padding ?? 0), Square(dilation ?? 1), ceil_mode);

            /// <summary>The largest value in each window of the last two dimensions.</summary>
            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
                bool ceil_mode = false) =>
                max_pool2d(input, Sizes(kernel_size, 1), Sizes(stride ?? kernel_size, 1), Sizes(padding, 0), Sizes(dilation, 1), ceil_mode);

            /// <summary>The largest value in each window of the last two dimensions, and where in the picture it was found.</summary>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Aten.max_pool2d_with_indices.Two(input, kernel_size, strides ?? kernel_size, padding ?? Zeros, dilation ?? Ones, ceil_mode);

            /// <summary>The mean of each window of the last two dimensions.</summary>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) => Aten.avg_pool2d.Tensor(
                    input, kernel_size, stride ?? kernel_size, padding ?? Zeros, ceil_mode, count_include_pad, divisor_override is 0 ? null : divisor_override);

            /// <summary>The mean of each square window of the last two dimensions.</summary>
            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) => avg_pool2d(
                    input, Square(kernel_size), Square(stride ?? kernel_size), Square(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window of the last two dimensions.</summary>
            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) => avg_pool2d(
                    input, Sizes(kernel_size, 1), Sizes(stride ?? kernel_size, 1), Sizes(padding, 0), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Means over as many windows of the last two dimensions as the output has places.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => Aten.adaptive_avg_pool2d.Tensor(input, output_size);

            /// <summary>Means over as many windows of the last two dimensions as the output has places.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, Sizes(output_size, 1));

            /// <summary>Means over as many windows of the last two dimensions as the square output has places.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, Square(output_size));
        }
    }
}
