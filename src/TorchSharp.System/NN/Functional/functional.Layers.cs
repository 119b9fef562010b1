using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The product of the last dimension with a matrix [out, in], plus a bias.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.linear.Tensor(input, weights, bias);

            /// <summary>A bilinear form of two inputs for each output, plus a bias.</summary>
            public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null) => Aten.bilinear.Tensor(input1, input2, weight, bias);

            /// <summary>Normalises each channel by the batch's mean and variance, which then enter the running ones, or by the running ones.</summary>
            /// <param name="input">[B, C, …].</param>
            /// <param name="running_mean">[C]; changed in training.</param>
            /// <param name="running_var">[C]; changed in training.</param>
            /// <param name="weight">The scale of each channel.</param>
            /// <param name="bias">The shift of each channel.</param>
            /// <param name="training">Whether the batch's own mean and variance are used.</param>
            /// <param name="momentum">The batch's share in the running ones.</param>
            /// <param name="eps">What is added to the variance.</param>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                double momentum = 0.1, double eps = 1e-05) =>
                Aten.batch_norm.Tensor(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            /// <summary>Normalises each channel of each sample.</summary>
            public static Tensor instance_norm(
                Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null,
                bool use_input_stats = true, double momentum = 0.1, double eps = 1e-05) =>
                Aten.instance_norm.Tensor(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);

            /// <summary>Normalises the last dimensions of each sample.</summary>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                Aten.layer_norm.Tensor(input, normalized_shape, weight, bias, eps);

            /// <summary>Normalises groups of channels of each sample.</summary>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                Aten.group_norm.Tensor(input, num_groups, weight, bias, eps);

            /// <summary>Divides by the norm over one dimension, or by <paramref name="eps"/> where that is larger.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using var norm = Aten.norm_ScalarOpt_dim.Tensor(input, p, new[] { dim }, true);
                using var divisor = Aten.clamp_min.Tensor(norm, eps);
                return Aten.div_Tensor.Tensor(input, divisor);
            }

            /// <summary>Sets numbers to zero at random and scales the rest up.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? Aten.dropout_ : Aten.dropout).Tensor(input, p, training);

            /// <summary>Sets channels of [B, C, L] to zero at random and scales the rest up.</summary>
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? Aten.feature_dropout_ : Aten.feature_dropout).Tensor(input, p, training);

            /// <summary>Sets channels of [B, C, H, W] to zero at random and scales the rest up.</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? Aten.feature_dropout_ : Aten.feature_dropout).Tensor(input, p, training);

            /// <summary>Sets channels of [B, C, D, H, W] to zero at random and scales the rest up.</summary>
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? Aten.feature_dropout_ : Aten.feature_dropout).Tensor(input, p, training);

            /// <summary>Class numbers as rows of zeros with one 1, in Int64.</summary>
            /// <param name="x">Int64.</param>
            /// <param name="num_classes">The length of a row; -1 for the largest number plus 1.</param>
            /// <exception cref="ArgumentException">The numbers are not Int64.</exception>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => x.dtype == ScalarType.Int64
                ? Aten.one_hot.Tensor(x, num_classes)
                : throw new ArgumentException($"one_hot takes numbers of type Int64; these are {x.dtype}.", nameof(x));

            /// <summary>Sets numbers to the lowest value of SELU at random, and keeps mean and variance.</summary>
            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                (inplace ? Aten.alpha_dropout_ : Aten.alpha_dropout).Tensor(input, p, training);

            /// <summary>Sets whole channels to the lowest value of SELU at random, and keeps mean and variance.</summary>
            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                (inplace ? Aten.feature_alpha_dropout_ : Aten.feature_alpha_dropout).Tensor(input, p, training);
        }
    }
}
