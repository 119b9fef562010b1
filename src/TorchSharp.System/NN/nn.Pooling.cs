using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The largest value in each square window.</summary>
        public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new([kernel_size, kernel_size], Square(stride ?? kernel_size), Square(padding ?? 0), Square(dilation ?? 1), ceil_mode);

        /// <summary>The largest value in each window.</summary>
        public static MaxPool2d MaxPool2d(
            (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
            new(Sizes(kernel_size, 1), Sizes(stride ?? kernel_size, 1), Sizes(padding, 0), Sizes(dilation, 1), ceil_mode);

        /// <summary>The largest value in each window.</summary>
        public static MaxPool2d MaxPool2d(
            long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The mean of each window.</summary>
        public static AvgPool2d AvgPool2d(
            long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null) => new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        /// <summary>The mean of each window.</summary>
        public static AvgPool2d AvgPool2d(
            (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null) => new(Sizes(kernel_size, 1), Sizes(stride), Sizes(padding), ceil_mode, count_include_pad, divisor_override);

        /// <summary>The mean of each square window.</summary>
        public static AvgPool2d AvgPool2d(
            long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null) => new(
                Square(kernel_size), stride is { } step ? Square(step) : null, padding is { } edge ? Square(edge) : null, ceil_mode, count_include_pad,
                divisor_override);

        /// <summary>Means over as many windows as the output has places.</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

        /// <summary>Means over as many windows as the output has places.</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(Sizes(output_size, 1));

        /// <summary>Means over as many windows as the square output has places.</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new(Square(output_size));

        private static long[] Square(long size) => [size, size];
    }
}
