using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Weights and bias of the convolution that does what a convolution and the batch normalisation after it do.</summary>
            /// <param name="conv_w">The convolution's weights.</param>
            /// <param name="conv_b">The convolution's bias.</param>
            /// <param name="bn_rm">The running mean.</param>
            /// <param name="bn_rv">The running variance.</param>
            /// <param name="bn_eps">What is added to the variance.</param>
            /// <param name="bn_w">The scale.</param>
            /// <param name="bn_b">The shift.</param>
            /// <param name="transpose">Whether the convolution is transposed.</param>
            public static (Parameter weight, Parameter bias) fuse_conv_bn_weights(
                Tensor conv_w, Tensor? conv_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor? bn_w, Tensor? bn_b, bool transpose = false)
            {
                using var none = NoGrad.Enter();
                using var scope = NewDisposeScope();
                var perChannel = Enumerable.Repeat(1L, (int)conv_w.ndim).ToArray();
                perChannel[transpose ? 1 : 0] = -1;
                var scale = (bn_w ?? ones_like(bn_rm)) * rsqrt(bn_rv + bn_eps);
                var shift = (((conv_b ?? zeros_like(bn_rm)) - bn_rm) * scale) + (bn_b ?? zeros_like(bn_rm));
                var weight = new Parameter((conv_w * scale.reshape(perChannel)).to(conv_w.dtype), conv_w.requires_grad);
                var bias = new Parameter(shift.to(conv_b?.dtype ?? conv_w.dtype), conv_b?.requires_grad ?? false);
                return scope.MoveToOuter(weight, bias);
            }

            /// <summary>Weights and bias of the linear module that does what a linear module and the batch normalisation after it do.</summary>
            public static (Parameter weight, Parameter bias) fuse_linear_bn_weights(
                Tensor linear_w, Tensor? linear_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor bn_w, Tensor bn_b)
            {
                using var none = NoGrad.Enter();
                using var scope = NewDisposeScope();
                var scale = bn_w * rsqrt(bn_rv + bn_eps);
                var weight = new Parameter(linear_w * scale.unsqueeze(-1), linear_w.requires_grad);
                var bias = new Parameter((((linear_b ?? zeros_like(bn_rm)) - bn_rm) * scale) + bn_b, linear_b?.requires_grad ?? false);
                return scope.MoveToOuter(weight, bias);
            }

            /// <summary>The linear module that does what a linear module and the batch normalisation after it do in evaluation.</summary>
            /// <exception cref="InvalidOperationException">One of them is in training mode.</exception>
            public static Linear fuse_linear_bn_eval(Linear linear, BatchNorm bn)
            {
                if (linear.training || bn.training)
                {
                    throw new InvalidOperationException("Modules can be fused in evaluation mode alone: call eval() first.");
                }

                var (weight, bias) = fuse_linear_bn_weights(linear.weight, linear.bias, bn.running_mean!, bn.running_var!, bn.eps, bn.weight, bn.bias!);
                return Linear(weight, bias);
            }
        }
    }
}
