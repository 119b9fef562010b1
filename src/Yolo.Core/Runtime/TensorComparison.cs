using static TorchSharp.torch;

namespace Yolo.Runtime;

/// <summary>Comparisons of tensors with numbers, element by element; beside <see cref="TensorArithmetic"/>, and for the same reason.</summary>
public static class TensorComparison
{
    extension(Tensor x)
    {
        /// <summary>Whether x > number, as booleans.</summary>
        public Tensor Above(Number number)
        {
            using var scalar = number.ToScalar();
            return x.gt(scalar);
        }

        /// <summary>Whether x &lt; number, as booleans.</summary>
        public Tensor Below(Number number)
        {
            using var scalar = number.ToScalar();
            return x.lt(scalar);
        }

        /// <summary>Whether x = number, as booleans.</summary>
        public Tensor EqualTo(Number number)
        {
            using var scalar = number.ToScalar();
            return x.eq(scalar);
        }

        /// <summary>Whether x ≠ number, as booleans.</summary>
        public Tensor UnequalTo(Number number)
        {
            using var scalar = number.ToScalar();
            return x.ne(scalar);
        }
    }
}
