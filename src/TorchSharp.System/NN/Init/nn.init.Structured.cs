using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Draws from a normal distribution, what lies outside of a range again.</summary>
            /// <param name="tensor">Any floating type.</param>
            /// <param name="mean">The mean before numbers outside are left out.</param>
            /// <param name="std">The deviation before numbers outside are left out.</param>
            /// <param name="a">The smallest number.</param>
            /// <param name="b">The largest number.</param>
            /// <param name="generator">Decides the numbers.</param>
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0, Generator? generator = null)
            {
                // The inverse of the distribution, at places that are uniform between those of the limits.
                var low = (2 * NormalBelow((a - mean) / std)) - 1;
                var high = (2 * NormalBelow((b - mean) / std)) - 1;
                using var none = NoGrad.Enter();
                Aten.uniform_.InPlace(tensor, low, high, generator);
                return tensor.erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
            }

            /// <summary>Makes a matrix the identity.</summary>
            /// <exception cref="ArgumentException">The tensor is no matrix.</exception>
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.ndim != 2)
                {
                    throw new ArgumentException(FormattableString.Invariant($"Only a matrix can be the identity; the tensor has {tensor.ndim} dimensions."), nameof(tensor));
                }

                using var none = NoGrad.Enter();
                using var identity = eye(tensor.size(0), tensor.size(1), tensor.dtype, tensor.device);
                return tensor.copy_(identity);
            }

            /// <summary>Makes a convolution pass its input through, as many channels as it has.</summary>
            /// <exception cref="ArgumentException">The tensor has not 3 to 5 dimensions.</exception>
            public static Tensor dirac_(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length is < 3 or > 5)
                {
                    throw new ArgumentException(FormattableString.Invariant($"A convolution's weights have 3 to 5 dimensions; the tensor has {shape.Length}."), nameof(tensor));
                }

                using var none = NoGrad.Enter();
                using var scope = NewDisposeScope();
                tensor.zero_();
                for (var channel = 0L; channel < Math.Min(shape[0], shape[1]); channel++)
                {
                    var place = tensor.select(0, channel).select(0, channel);
                    foreach (var size in shape.AsSpan(2))
                    {
                        place = place.select(0, size / 2);
                    }

                    place.fill_(1);
                }

                return tensor;
            }

            /// <summary>Makes a matrix, or the matrix of the first dimension and the others, orthogonal.</summary>
            /// <exception cref="ArgumentException">The tensor has fewer than 2 dimensions.</exception>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                if (tensor.ndim < 2)
                {
                    throw new ArgumentException("Only a tensor of 2 dimensions or more can be orthogonal.", nameof(tensor));
                }

                using var none = NoGrad.Enter();
                using var scope = NewDisposeScope();
                var rows = tensor.size(0);
                var columns = tensor.NumberOfElements / rows;
                var random = randn(Math.Max(rows, columns), Math.Min(rows, columns), tensor.dtype, tensor.device);
                var (q, r) = Aten.linalg_qr.Two(random, "reduced");

                // With the signs of the diagonal, every orthogonal matrix is as likely as any other.
                var signed = q * r.diagonal().sign();
                var oriented = rows < columns ? signed.t() : signed;
                tensor.copy_(oriented.reshape(tensor.shape)).mul_(gain);
                return tensor;
            }

            /// <summary>Draws from a normal distribution, a share of each column set to zero.</summary>
            /// <param name="tensor">A matrix.</param>
            /// <param name="sparsity">The share of zeros.</param>
            /// <param name="std">The deviation.</param>
            /// <exception cref="ArgumentException">The tensor is no matrix.</exception>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                if (tensor.ndim != 2)
                {
                    throw new ArgumentException(FormattableString.Invariant($"sparse_ takes a matrix; the tensor has {tensor.ndim} dimensions."), nameof(tensor));
                }

                normal_(tensor, 0, std);
                using var none = NoGrad.Enter();
                using var scope = NewDisposeScope();
                var zeros = (long)Math.Ceiling(sparsity * tensor.size(0));
                for (var column = 0L; column < tensor.size(1) && zeros > 0; column++)
                {
                    tensor.select(1, column).index_fill_(0, randperm(tensor.size(0), device: tensor.device).narrow(0, 0, zeros), 0);
                }

                return tensor;
            }

            /// <summary>The probability that a standard normal number is below a limit.</summary>
            private static double NormalBelow(double limit)
            {
                using var ratio = tensor(limit / Math.Sqrt(2), ScalarType.Float64, CPU);
                using var error = ratio.erf();
                return (1 + error.item<double>()) / 2;
            }
        }
    }
}
