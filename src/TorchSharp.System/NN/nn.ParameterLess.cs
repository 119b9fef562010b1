using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The largest value in each window of the last dimension.</summary>
        public static MaxPool1d MaxPool1d(
            long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The largest value in each window of the last three dimensions.</summary>
        public static MaxPool3d MaxPool3d(
            long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new([kernel_size, kernel_size, kernel_size], stride is { } strides ? [strides, strides, strides] : null, padding is { } paddings ? [paddings, paddings, paddings] : null, dilation is { } dilations ? [dilations, dilations, dilations] : null, ceil_mode);

        /// <summary>The largest value in each window of the last three dimensions.</summary>
        public static MaxPool3d MaxPool3d(
            (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null,
            (long, long, long)? dilation = null, bool ceil_mode = false) =>
            new(Sizes(kernel_size, 1), Sizes(stride), Sizes(padding), Sizes(dilation), ceil_mode);

        /// <summary>The largest value in each window of the last three dimensions.</summary>
        public static MaxPool3d MaxPool3d(
            long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The mean of each window of the last dimension.</summary>
        public static AvgPool1d AvgPool1d(
            long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad);

        /// <summary>The mean of each window of the last three dimensions.</summary>
        public static AvgPool3d AvgPool3d(
            long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        /// <summary>The mean of each window of the last three dimensions.</summary>
        public static AvgPool3d AvgPool3d(
            (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, bool ceil_mode = false,
            bool count_include_pad = true, long? divisor_override = null) =>
            new(Sizes(kernel_size, 1), Sizes(stride), Sizes(padding), ceil_mode, count_include_pad, divisor_override);

        /// <summary>The mean of each window of the last three dimensions.</summary>
        public static AvgPool3d AvgPool3d(
            long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null) =>
            new([kernel_size, kernel_size, kernel_size], stride is { } strides ? [strides, strides, strides] : null, padding is { } paddings ? [paddings, paddings, paddings] : null, ceil_mode, count_include_pad, divisor_override);

        /// <summary>Means over as many windows of the last dimension as the output has places.</summary>
        public static AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size) =>
            new(output_size);

        /// <summary>Means over as many windows of the last three dimensions as the output has places.</summary>
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long[] output_size) =>
            new(output_size);

        /// <summary>Means over as many windows of the last three dimensions as the output has places.</summary>
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d((long, long, long) output_size) =>
            new(Sizes(output_size, 1));

        /// <summary>Means over as many windows of the last three dimensions as the output has places.</summary>
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long output_size) =>
            new([output_size, output_size, output_size]);

        /// <summary>The largest values of as many windows of the last dimension as the output has places.</summary>
        public static AdaptiveMaxPool1d AdaptiveMaxPool1d(long output_size) =>
            new(output_size);

        /// <summary>The largest values of as many windows of the last two dimensions as the output has places.</summary>
        public static AdaptiveMaxPool2d AdaptiveMaxPool2d(long[] output_size) =>
            new(output_size);

        /// <summary>The largest values of as many windows of the last three dimensions as the output has places.</summary>
        public static AdaptiveMaxPool3d AdaptiveMaxPool3d(long[] output_size) =>
            new(output_size);

        /// <summary>In training, sets numbers to the lowest value of SELU at random, and keeps mean and variance.</summary>
        public static AlphaDropout AlphaDropout(double p = 0.5, bool inplace = false) =>
            new(p, inplace);

        /// <summary>In training, sets whole channels to the lowest value of SELU at random, and keeps mean and variance.</summary>
        public static FeatureAlphaDropout FeatureAlphaDropout(double p = 0.5) =>
            new(p, false);

        /// <summary>In training, sets whole channels to the lowest value of SELU at random, and keeps mean and variance.</summary>
        public static FeatureAlphaDropout FeatureAlphaDropout(double p, bool inplace) =>
            new(p, inplace);

        /// <summary>Makes several dimensions of one.</summary>
        public static Unflatten Unflatten(long dim, long[] unflattened_size) =>
            new(dim, unflattened_size);

        /// <summary>The windows of [B, C, H, W] as columns.</summary>
        public static Unfold Unfold(long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
            new((kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

        /// <summary>The windows of [B, C, H, W] as columns.</summary>
        public static Unfold Unfold(
            (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
            new(kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));

        /// <summary>Columns as sums in [B, C, H, W].</summary>
        public static Fold Fold(long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
            new((output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

        /// <summary>Columns as sums in [B, C, H, W].</summary>
        public static Fold Fold(
            (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null,
            (long, long)? stride = null) =>
            new(output_size, kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));

        /// <summary>[B, C·r·r, H, W] as [B, C, r·H, r·W].</summary>
        public static PixelShuffle PixelShuffle(long upscale_factor) =>
            new(upscale_factor);

        /// <summary>[B, C, r·H, r·W] as [B, C·r·r, H, W].</summary>
        public static PixelUnshuffle PixelUnshuffle(long downscale_factor) =>
            new(downscale_factor);

        /// <summary>The cosine of the angle between vectors along one dimension.</summary>
        public static CosineSimilarity CosineSimilarity(long dim = 1, double eps = 1E-08) =>
            new(dim, eps);

        /// <summary>The norm of the difference of vectors.</summary>
        public static PairwiseDistance PairwiseDistance(double p = 2, double eps = 1E-06, bool keepdim = false) =>
            new(p, eps, keepdim);

        /// <summary>The softmax over the channels of [B, C, H, W].</summary>
        public static Softmax2d Softmax2d() =>
            new();

        /// <summary>exp(-x), divided by its sum over one dimension.</summary>
        public static Softmin Softmin(long dim) =>
            new(dim);

        /// <summary>x / (1 + |x|).</summary>
        public static Softsign Softsign() =>
            new(false);

        /// <summary>x / (1 + |x|).</summary>
        public static Softsign Softsign(bool inplace) =>
            new(inplace);

        /// <summary>x - tanh(x).</summary>
        public static Tanhshrink Tanhshrink() =>
            new(false);

        /// <summary>x - tanh(x).</summary>
        public static Tanhshrink Tanhshrink(bool inplace = false) =>
            new(inplace);

        /// <summary>x, zero from -lambda to lambda.</summary>
        public static Hardshrink Hardshrink(double lambda = 0.5) =>
            new(lambda);

        /// <summary>x moved towards zero by lambda, and no further than zero.</summary>
        public static Softshrink Softshrink(double lambda = 0.5) =>
            new(lambda);

        /// <summary>x where it is above a threshold, a value elsewhere.</summary>
        public static Threshold Threshold(double threshold, double value, bool inplace = false) =>
            new(threshold, value, inplace);

        private static long[]? Sizes((long, long, long)? sizes) => sizes is { } given ? [given.Item1, given.Item2, given.Item3] : null;
    }
}
