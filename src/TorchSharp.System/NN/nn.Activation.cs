using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>max(0, x).</summary>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <summary>min(max(0, x), 6).</summary>
        public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

        /// <summary>x·sigmoid(x).</summary>
        public static SiLU SiLU() => new(false);

        /// <summary>x·sigmoid(x).</summary>
        public static SiLU SiLU(bool inplace) => new(inplace);

        /// <summary>x·tanh(softplus(x)).</summary>
        public static Mish Mish() => new(false);

        /// <summary>x·tanh(softplus(x)).</summary>
        public static Mish Mish(bool inplace) => new(inplace);

        /// <summary>1 / (1 + exp(-x)).</summary>
        public static Sigmoid Sigmoid() => new(false);

        /// <summary>1 / (1 + exp(-x)).</summary>
        public static Sigmoid Sigmoid(bool inplace) => new(inplace);

        /// <summary>The hyperbolic tangent.</summary>
        public static Tanh Tanh() => new(false);

        /// <summary>The hyperbolic tangent.</summary>
        public static Tanh Tanh(bool inplace = false) => new(inplace);

        /// <summary>x above zero, a fraction of it below.</summary>
        public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

        /// <summary>x above zero, alpha·(exp(x) - 1) below.</summary>
        public static ELU ELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

        /// <summary>x above zero, alpha·(exp(x / alpha) - 1) below.</summary>
        public static CELU CELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

        /// <summary>The self-normalising exponential unit.</summary>
        public static SELU SELU(bool inplace = false) => new(inplace);

        /// <summary>x times the probability that a standard normal number is below x.</summary>
        public static GELU GELU() => new(false);

        /// <summary>x times the probability that a standard normal number is below x.</summary>
        public static GELU GELU(bool inplace) => new(inplace);

        /// <summary>x times the probability that a standard normal number is below x.</summary>
        public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(inplace, approximate);

        /// <summary>x·min(max(0, x + 3), 6) / 6.</summary>
        public static Hardswish Hardswish(bool inplace = false) => new(inplace);

        /// <summary>min(max(0, x + 3), 6) / 6.</summary>
        public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);

        /// <summary>x cut to a range.</summary>
        public static Hardtanh Hardtanh(double min_val = -1, double max_val = 1, bool inplace = false) => new(min_val, max_val, inplace);

        /// <summary>exp(x), divided by its sum over one dimension.</summary>
        public static Softmax Softmax(long dim) => new(dim);

        /// <summary>The logarithm of the softmax over one dimension.</summary>
        public static LogSoftmax LogSoftmax(long dim) => new(dim);

        /// <summary>log(1 + exp(beta·x)) / beta, x above a threshold.</summary>
        public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

        /// <summary>The logarithm of the sigmoid.</summary>
        public static LogSigmoid LogSigmoid() => new();

        /// <summary>One half of a dimension times the sigmoid of the other.</summary>
        public static GLU GLU(long dim = -1) => new(dim);
    }
}
