using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly long[] Ones = [1];
            private static readonly long[] Zeros = [0];

            /// <summary>A convolution of [B, C, L] with weights [out, C / groups, K].</summary>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Aten.conv1d.Tensor(input, weight, bias, Step(stride), Edge(padding), Step(dilation), groups);

            /// <summary>A convolution of [B, C, L], padded by rule.</summary>
            public static Tensor conv1d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null,
                long groups = 1) => Aten.conv1d_padding.Tensor(input, weight, bias, Step(stride), Rule(padding), Step(dilation), groups);

            /// <summary>A convolution of [B, C, H, W] with weights [out, C / groups, KH, KW]; the output follows the input's memory format.</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                long groups = 1) => Aten.conv2d.Tensor(input, weight, bias, strides ?? Ones, padding ?? Zeros, dilation ?? Ones, groups);

            /// <summary>A convolution of [B, C, H, W], padded by rule.</summary>
            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null,
                long groups = 1) => Aten.conv2d_padding.Tensor(input, weight, bias, strides ?? Ones, Rule(padding), dilation ?? Ones, groups);

            /// <summary>A convolution of [B, C, D, H, W] with weights [out, C / groups, KD, KH, KW].</summary>
            public static Tensor conv3d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                long groups = 1) => Aten.conv3d.Tensor(input, weight, bias, strides ?? Ones, padding ?? Zeros, dilation ?? Ones, groups);

            /// <summary>A convolution of [B, C, D, H, W], padded by rule.</summary>
            public static Tensor conv3d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null,
                long groups = 1) => Aten.conv3d_padding.Tensor(input, weight, bias, strides ?? Ones, Rule(padding), dilation ?? Ones, groups);

            /// <summary>A transposed convolution of [B, C, L] with weights [C, out / groups, K].</summary>
            public static Tensor conv_transpose1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null,
                long? dilation = null, long groups = 1) =>
                Aten.conv_transpose1d.Tensor(input, weight, bias, Step(stride), Edge(padding), Edge(output_padding), groups, Step(dilation));

            /// <summary>A transposed convolution of [B, C, H, W] with weights [C, out / groups, KH, KW].</summary>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null,
                long[]? dilation = null, long groups = 1) => Aten.conv_transpose2d_input.Tensor(
                    input, weight, bias, strides ?? Ones, padding ?? Zeros, output_padding ?? Zeros, groups, dilation ?? Ones);

            /// <summary>A transposed convolution of [B, C, D, H, W] with weights [C, out / groups, KD, KH, KW].</summary>
            public static Tensor conv_transpose3d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null,
                long[]? dilation = null, long groups = 1) => Aten.conv_transpose3d_input.Tensor(
                    input, weight, bias, strides ?? Ones, padding ?? Zeros, output_padding ?? Zeros, groups, dilation ?? Ones);

            private static long[] Step(long? size) => size is { } given ? [given] : Ones;

            private static long[] Edge(long? size) => size is { } given ? [given] : Zeros;

            private static string Rule(Padding padding) => padding == Padding.Same ? "same" : "valid";
        }
    }
}
