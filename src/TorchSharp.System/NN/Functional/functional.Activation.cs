using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The functions behind modules.</summary>
        public static partial class functional
        {
            /// <summary>max(0, x).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Aten.relu_.Tensor(x) : Aten.relu.Tensor(x);

            /// <summary>min(max(0, x), 6).</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? Aten.relu6_.Tensor(x) : Aten.relu6.Tensor(x);

            /// <summary>x·sigmoid(x).</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Aten.silu_.Tensor(x) : x.silu();

            /// <summary>x·tanh(softplus(x)).</summary>
            public static Tensor mish(Tensor x, bool inplace = false) => inplace ? Aten.mish_.Tensor(x) : Aten.mish.Tensor(x);

            /// <summary>1 / (1 + exp(-x)).</summary>
            public static Tensor sigmoid(Tensor x) => Aten.sigmoid.Tensor(x);

            /// <summary>1 / (1 + exp(-x)).</summary>
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? Aten.sigmoid_.Tensor(x) : Aten.sigmoid.Tensor(x);

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? Aten.tanh_.Tensor(x) : Aten.tanh.Tensor(x);

            /// <summary>x times the probability that a standard normal number is below x.</summary>
            public static Tensor gelu(Tensor x) => Aten.gelu.Tensor(x);

            /// <summary>x times the probability that a standard normal number is below x.</summary>
            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            /// <summary>x times the probability that a standard normal number is below x, exactly or nearly.</summary>
            public static Tensor gelu(Tensor x, Modules.GELU.Approximate approximate, bool inplace = false)
            {
                var method = approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none";
                return inplace ? Aten.gelu_.Tensor(x, method) : Aten.gelu.Tensor(x, method);
            }

            /// <summary>x above zero, a fraction of it below.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Aten.leaky_relu_.Tensor(input, negative_slope) : Aten.leaky_relu.Tensor(input, negative_slope);

            /// <summary>x above zero, alpha·(exp(x) - 1) below.</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => inplace ? Aten.elu_.Tensor(x, alpha) : Aten.elu.Tensor(x, alpha);

            /// <summary>x above zero, alpha·(exp(x / alpha) - 1) below.</summary>
            public static Tensor celu(Tensor x, double alpha, bool inplace = false) => inplace ? Aten.celu_.Tensor(x, alpha) : Aten.celu.Tensor(x, alpha);

            /// <summary>The self-normalising exponential unit.</summary>
            public static Tensor selu(Tensor x, bool inplace = false) => inplace ? Aten.selu_.Tensor(x) : Aten.selu.Tensor(x);

            /// <summary>x·min(max(0, x + 3), 6) / 6.</summary>
            public static Tensor hardswish(Tensor input, bool inplace = false) => inplace ? Aten.hardswish_.Tensor(input) : Aten.hardswish.Tensor(input);

            /// <summary>min(max(0, x + 3), 6) / 6.</summary>
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => inplace ? Aten.hardsigmoid_.Tensor(input) : Aten.hardsigmoid.Tensor(input);

            /// <summary>x cut to a range.</summary>
            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                inplace ? Aten.hardtanh_.Tensor(x, min_val, max_val) : Aten.hardtanh.Tensor(x, min_val, max_val);

            /// <summary>log(1 + exp(beta·x)) / beta, x itself where beta·x is above a threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => Aten.softplus.Tensor(x, beta, threshold);

            /// <summary>x where it is above a threshold, a value elsewhere.</summary>
            public static Tensor threshold(Tensor x, double threshold, double value, bool inplace = false) =>
                inplace ? Aten.threshold_.Tensor(x, threshold, value) : Aten.threshold.Tensor(x, threshold, value);

            /// <summary>x, zero from -lambda to lambda.</summary>
            public static Tensor hardshrink(Tensor x, double lambda = 0.5) => Aten.hardshrink.Tensor(x, lambda);

            /// <summary>x moved towards zero by lambda, and no further than zero.</summary>
            public static Tensor softshrink(Tensor x, double lambda = 0.5) => Aten.softshrink.Tensor(x, lambda);

            /// <summary>The logarithm of the sigmoid.</summary>
            public static Tensor logsigmoid(Tensor x) => Aten.log_sigmoid.Tensor(x);

            /// <summary>One half of a dimension times the sigmoid of the other.</summary>
            public static Tensor glu(Tensor input, long dim = -1) => Aten.glu.Tensor(input, dim);

            /// <summary>x above zero, its channel's weight times x below.</summary>
            public static Tensor prelu(Tensor input, Tensor weight) => Aten.prelu.Tensor(input, weight);

            /// <summary>exp(x), divided by its sum over one dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.softmax_int.Tensor(input, dim, dtype);

            /// <summary>The logarithm of the softmax over one dimension.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => Aten.log_softmax_int.Tensor(x, dim);

            /// <summary>exp(-x), divided by its sum over one dimension.</summary>
            public static Tensor softmin(Tensor x, long dim)
            {
                using var negative = x.neg();
                return softmax(negative, dim);
            }

            /// <summary>The softmax over the channels of [B, C, H, W] or [C, H, W].</summary>
            public static Tensor softmax2d(Tensor x) => softmax(x, -3);

            /// <summary>x / (1 + |x|).</summary>
            public static Tensor softsign(Tensor x, bool inplace = false)
            {
                using var size = x.abs();
                using var divisor = size.add(1);
                return inplace ? x.div_(divisor).alias() : x.div(divisor);
            }

            /// <summary>x - tanh(x).</summary>
            public static Tensor tanhshrink(Tensor x, bool inplace = false)
            {
                using var tangent = x.tanh();
                return inplace ? x.sub_(tangent).alias() : x.sub(tangent);
            }
        }
    }
}
