using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>1/(1+exp(-x)) of each element.</summary>
        public Tensor sigmoid() => Aten.sigmoid.Tensor(this);

        /// <summary>1/(1+exp(-x)) of each element, in place.</summary>
        public Tensor sigmoid_() => Aten.sigmoid_.InPlace(this);

        /// <summary>Each element, 0 where it is negative.</summary>
        public Tensor relu() => Aten.relu.Tensor(this);

        /// <summary>Each element, 0 where it is negative, in place.</summary>
        public Tensor relu_() => Aten.relu_.InPlace(this);

        /// <summary>Each element clamped to [0, 6].</summary>
        public Tensor relu6() => Aten.relu6.Tensor(this);

        /// <summary>Each element clamped to [0, 6], in place.</summary>
        public Tensor relu6_() => Aten.relu6_.InPlace(this);

        /// <summary>x·sigmoid(x) of each element.</summary>
        public Tensor silu() => new(Checked(NativeMethods.ts_silu(Handle)));

        /// <summary>x·sigmoid(x) of each element, in place.</summary>
        public Tensor silu_() => Aten.silu_.InPlace(this);

        /// <summary>x where it is positive, else alpha·(exp(x)-1).</summary>
        public Tensor elu(double alpha = 1) => Aten.elu.Tensor(this, alpha);

        /// <summary>x where it is positive, else alpha·(exp(x)-1), in place.</summary>
        public Tensor elu_(double alpha = 1) => Aten.elu_.InPlace(this, alpha);

        /// <summary>scale·x where x is positive, else scale·alpha·(exp(input_scale·x)-1).</summary>
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.elu.Tensor(this, alpha, scale, input_scale);

        /// <summary>scale·x where x is positive, else scale·alpha·(exp(input_scale·x)-1), in place.</summary>
        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.elu_.InPlace(this, alpha, scale, input_scale);

        /// <summary>max(0, x) + min(0, exp(x)-1) of each element.</summary>
        public Tensor celu() => Aten.celu.Tensor(this);

        /// <summary>max(0, x) + min(0, exp(x)-1) of each element, in place.</summary>
        public Tensor celu_() => Aten.celu_.InPlace(this);

        /// <summary>max(0, x) + min(0, alpha·(exp(x/alpha)-1)) of each element.</summary>
        public Tensor celu(Scalar alpha) => Aten.celu.Tensor(this, alpha);

        /// <summary>max(0, x) + min(0, alpha·(exp(x/alpha)-1)) of each element, in place.</summary>
        public Tensor celu_(Scalar alpha) => Aten.celu_.InPlace(this, alpha);

        /// <summary>The scaled exponential linear unit of each element.</summary>
        public Tensor selu() => Aten.selu.Tensor(this);

        /// <summary>The scaled exponential linear unit of each element, in place.</summary>
        public Tensor selu_() => Aten.selu_.InPlace(this);

        /// <summary>relu6(x+3)/6 of each element.</summary>
        public Tensor hardsigmoid() => Aten.hardsigmoid.Tensor(this);

        /// <summary>relu6(x+3)/6 of each element, in place.</summary>
        public Tensor hardsigmoid_() => Aten.hardsigmoid_.InPlace(this);

        /// <summary>x·relu6(x+3)/6 of each element.</summary>
        public Tensor hardswish() => Aten.hardswish.Tensor(this);

        /// <summary>x·relu6(x+3)/6 of each element, in place.</summary>
        public Tensor hardswish_() => Aten.hardswish_.InPlace(this);

        /// <summary>Each element clamped to [min, max].</summary>
        public Tensor hardtanh(Scalar min, Scalar max) => Aten.hardtanh.Tensor(this, min, max);

        /// <summary>Each element clamped to [min, max], in place.</summary>
        public Tensor hardtanh_(Scalar min, Scalar max) => Aten.hardtanh_.InPlace(this, min, max);

        /// <summary>x where it is positive, else negative_slope·x.</summary>
        public Tensor leaky_relu(Scalar negative_slope) => Aten.leaky_relu.Tensor(this, negative_slope);

        /// <summary>x where it is positive, else negative_slope·x, in place.</summary>
        public Tensor leaky_relu_(Scalar negative_slope) => Aten.leaky_relu_.InPlace(this, negative_slope);

        /// <summary>The logarithm of the sigmoid of each element.</summary>
        public Tensor log_sigmoid() => Aten.log_sigmoid.Tensor(this);

        /// <summary>The first half of a dimension times the sigmoid of its second half.</summary>
        public Tensor glu(long dim = -1) => Aten.glu.Tensor(this, dim);

        /// <summary>x where it is positive, else x times a slope that may be one for all or one for each channel.</summary>
        public Tensor prelu(Tensor target) => Aten.prelu.Tensor(this, target);

        /// <summary>log(1+exp(beta·x))/beta of each element; x itself above the threshold.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.softplus.Tensor(this, beta, threshold);

        /// <summary>x where it is above the threshold, else the value.</summary>
        public Tensor threshold(Scalar threshold, Scalar value) => Aten.threshold.Tensor(this, threshold, value);

        /// <summary>x where it is above the threshold, else the value, in place.</summary>
        public Tensor threshold_(Scalar threshold, Scalar value) => Aten.threshold_.InPlace(this, threshold, value);

        /// <summary>exp(x) divided by its sum along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.Tensor(this, dim, dtype);

        /// <summary>The logarithm of the softmax along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.Tensor(this, dim, dtype);

        /// <summary>x times the standard normal distribution function at x.</summary>
        public Tensor gelu() => Aten.gelu.Tensor(this);

        /// <summary>x times the standard normal distribution function at x, in place.</summary>
        public Tensor gelu_() => Aten.gelu_.InPlace(this);
    }
}
