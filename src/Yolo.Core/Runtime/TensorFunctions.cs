using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Yolo.Runtime;

/// <summary>
/// Functions of tensors that take numbers, tensors made of numbers, and numbers made of tensors; beside <see cref="TensorArithmetic"/>, and for the
/// same reason.
/// </summary>
public static class TensorFunctions
{
    // Beyond it ln(1+eˣ) is x, as far as single precision can tell; torch's default.
    private static readonly Scalar Straight = ((Number)20).ToScalar();
    private static readonly Scalar One = ((Number)1).ToScalar();
    private static readonly Scalar Zero = ((Number)0).ToScalar();
    private static readonly Scalar Six = ((Number)6).ToScalar();

    extension(Tensor x)
    {
        /// <summary>ln(1+eˣ).</summary>
        public Tensor Softplus() => Softplus(x, One, Straight);

        /// <summary>min(max(x, 0), 6).</summary>
        public Tensor Relu6() => x.clamp(Zero, Six);

        /// <summary>x becomes min(max(x, 0), 6).</summary>
        /// <returns>x.</returns>
        public Tensor Relu6InPlace() => x.clamp_(Zero, Six);

        /// <summary>x where positive, else slope·x.</summary>
        public Tensor LeakyRelu(Number slope)
        {
            using var scalar = slope.ToScalar();
            return x.leaky_relu(scalar);
        }

        /// <summary>x becomes slope·x where negative.</summary>
        /// <returns>x.</returns>
        public Tensor LeakyReluInPlace(Number slope)
        {
            using var scalar = slope.ToScalar();
            return x.leaky_relu_(scalar);
        }

        /// <summary>x with the second of four axes innermost in memory; x itself, as a view, where it is so.</summary>
        internal Tensor ToChannelsLast() => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

        /// <summary>x on a device; x itself where it is there. The caller goes on while it is copied, and nothing waits for what the device is computing.</summary>
        internal Tensor SentTo(Device device) => x.to(device, non_blocking: true);

        /// <summary>The number that a tensor of one element holds. Waits for its device.</summary>
        /// <exception cref="ArgumentException">It has more elements, or none.</exception>
        public float SingleValue()
        {
            using var local = x.to(ScalarType.Float32, CPU);
            return local.item<float>();
        }
    }

    /// <summary>first, first + step, … below the end, as whole numbers of 64 bits.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="end">The first number beyond.</param>
    /// <param name="step">From one number to the next.</param>
    public static Tensor Range(long first, long end, long step = 1) => Range(first, end, step, ScalarType.Int64, CPU);

    /// <summary>0, 1, … count - 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="type">Of the elements.</param>
    /// <param name="device">Where they lie; null: on the processor.</param>
    public static Tensor Range(long count, ScalarType type, Device? device = null) => Range(0, count, 1, type, device ?? CPU);

    private static Tensor Range(Number first, Number end, Number step, ScalarType type, Device device)
    {
        using var from = first.ToScalar();
        using var to = end.ToScalar();
        using var by = step.ToScalar();
        return arange(from, to, by, type, device);
    }

    // Its public forms make Scalars themselves.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "softplus1")]
    private static extern Tensor Softplus(Tensor x, Scalar beta, Scalar threshold);
}
