using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The largest value in each window of the last dimension.</summary>
            public static Tensor max_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Aten.max_pool1d.Tensor(input, Step(kernel_size), Step(stride ?? kernel_size), Edge(padding), Step(dilation), ceil_mode);

            /// <summary>The largest value in each window of the last dimension, and where it was found.</summary>
            public static (Tensor output, Tensor indices) max_pool1d_with_indices(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Aten.max_pool1d_with_indices.Two(input, Step(kernel_size), Step(stride ?? kernel_size), Edge(padding), Step(dilation), ceil_mode);

            /// <summary>The largest value in each window of the last three dimensions.</summary>
            public static Tensor max_pool3d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Aten.max_pool3d.Tensor(input, kernel_size, strides ?? kernel_size, padding ?? Zeros, dilation ?? Ones, ceil_mode);

            /// <summary>The largest value in each window of the last three dimensions, and where it was found.</summary>
            public static (Tensor output, Tensor indices) max_pool3d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Aten.max_pool3d_with_indices.Two(input, kernel_size, strides ?? kernel_size, padding ?? Zeros, dilation ?? Ones, ceil_mode);

            /// <summary>The mean of each window of the last dimension.</summary>
            public static Tensor avg_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true) =>
                Aten.avg_pool1d.Tensor(input, Step(kernel_size), Step(stride ?? kernel_size), Edge(padding), ceil_mode, count_include_pad);

            /// <summary>The mean of each window of the last three dimensions.</summary>
            public static Tensor avg_pool3d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) => Aten.avg_pool3d.Tensor(
                    input, kernel_size, stride ?? kernel_size, padding ?? Zeros, ceil_mode, count_include_pad, divisor_override is 0 ? null : divisor_override);

            /// <summary>Means over as many windows of the last dimension as the output has places.</summary>
            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) => Aten.adaptive_avg_pool1d.Tensor(input, Step(output_size));

            /// <summary>Means over as many windows of the last three dimensions as the output has places.</summary>
            public static Tensor adaptive_avg_pool3d(Tensor input, long[] output_size) => Aten.adaptive_avg_pool3d.Tensor(input, output_size);

            /// <summary>Means over as many windows of the last three dimensions as the output has places.</summary>
            public static Tensor adaptive_avg_pool3d(Tensor input, (long, long, long) output_size) => adaptive_avg_pool3d(input, Sizes(output_size, 1));

            /// <summary>Means over as many windows of the last three dimensions as the cubic output has places.</summary>
            public static Tensor adaptive_avg_pool3d(Tensor input, long output_size) => adaptive_avg_pool3d(input, [output_size, output_size, output_size]);

            /// <summary>The largest values of as many windows of the last dimension as the output has places.</summary>
            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) => First(adaptive_max_pool1d_with_indices(input, output_size));

            /// <summary>The largest values of as many windows of the last dimension as the output has places, and where each was found.</summary>
            public static (Tensor Values, Tensor Indices) adaptive_max_pool1d_with_indices(Tensor input, long output_size) =>
                Aten.adaptive_max_pool1d.Two(input, Step(output_size));

            /// <summary>The largest values of as many windows of the last two dimensions as the output has places.</summary>
            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) => First(adaptive_max_pool2d_with_indices(input, output_size));

            /// <summary>The largest values of as many windows of the last two dimensions as the output has places, and where each was found.</summary>
            public static (Tensor Values, Tensor Indices) adaptive_max_pool2d_with_indices(Tensor input, long[] output_size) =>
                Aten.adaptive_max_pool2d.Two(input, output_size);

            /// <summary>The largest values of as many windows of the last three dimensions as the output has places.</summary>
            public static Tensor adaptive_max_pool3d(Tensor input, long[] output_size) => First(adaptive_max_pool3d_with_indices(input, output_size));

            /// <summary>The largest values of as many windows of the last three dimensions as the output has places, and where each was found.</summary>
            public static (Tensor Values, Tensor Indices) adaptive_max_pool3d_with_indices(Tensor input, long[] output_size) =>
                Aten.adaptive_max_pool3d.Two(input, output_size);

            private static Tensor First((Tensor Values, Tensor Indices) pair)
            {
                pair.Indices.Dispose();
                return pair.Values;
            }
        }
    }
}
