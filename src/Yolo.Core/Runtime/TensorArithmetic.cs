using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Yolo.Runtime;

/// <summary>
/// Arithmetic of tensors with numbers, and sums of tensors, in the place of TorchSharp's operators and methods, whose numbers the garbage collector
/// can free while libtorch reads them (see <see cref="Number"/>). Results belong to the caller's dispose scope; gradients flow.
/// </summary>
public static class TensorArithmetic
{
    // Shared by all threads, which only read it.
    private static readonly Scalar One = ((Number)1).ToScalar();
    private static readonly Scalar Two = ((Number)2).ToScalar();

    extension(Tensor x)
    {
        /// <summary>x + y.</summary>
        public Tensor Plus(Tensor y) => x.add(y, One);

        /// <summary>x + number.</summary>
        [OverloadResolutionPriority(1)]
        public Tensor Plus(Number number)
        {
            using var scalar = number.ToScalar();
            return x.add(scalar, One);
        }

        /// <summary>x + factor·y.</summary>
        public Tensor Plus(Tensor y, Number factor)
        {
            using var scalar = factor.ToScalar();
            return x.add(y, scalar);
        }

        /// <summary>x - number.</summary>
        public Tensor Minus(Number number)
        {
            using var scalar = number.ToScalar();
            return x.sub(scalar);
        }

        /// <summary>number - x.</summary>
        public Tensor SubtractedFrom(Number number)
        {
            using var negative = x.neg();
            return negative.Plus(number);
        }

        /// <summary>number·x.</summary>
        public Tensor Times(Number number)
        {
            using var scalar = number.ToScalar();
            return x.mul(scalar);
        }

        /// <summary>x / number.</summary>
        public Tensor Over(Number number)
        {
            using var scalar = number.ToScalar();
            return x.div(scalar);
        }

        /// <summary>The largest whole number that is at most x / number.</summary>
        public Tensor OverFloored(Number number)
        {
            using var scalar = number.ToScalar();
            return x.div(scalar, RoundingMode.floor);
        }

        /// <summary>number / x.</summary>
        public Tensor DividedInto(Number number)
        {
            using var inverse = x.reciprocal();
            return inverse.Times(number);
        }

        /// <summary>What remains of x when it is divided by the number, with the number's sign.</summary>
        public Tensor Modulo(Number number)
        {
            using var scalar = number.ToScalar();
            return x.remainder(scalar);
        }

        /// <summary>xⁿ.</summary>
        public Tensor Power(Number exponent)
        {
            using var scalar = exponent.ToScalar();
            return x.pow(scalar);
        }

        /// <summary>x².</summary>
        public Tensor Squared() => x.pow(Two);

        /// <summary>max(x, least).</summary>
        public Tensor AtLeast(Number least)
        {
            using var scalar = least.ToScalar();
            return x.clamp_min(scalar);
        }

        /// <summary>min(x, most).</summary>
        public Tensor AtMost(Number most)
        {
            using var scalar = most.ToScalar();
            return x.clamp_max(scalar);
        }

        /// <summary>min(max(x, least), most).</summary>
        public Tensor Within(Number least, Number most)
        {
            using var low = least.ToScalar();
            using var high = most.ToScalar();
            return x.clamp(low, high);
        }

        /// <summary>x becomes x + y.</summary>
        /// <returns>x.</returns>
        public Tensor AddInPlace(Tensor y) => x.add_(y, One);

        /// <summary>x becomes x + factor·y.</summary>
        /// <returns>x.</returns>
        public Tensor AddInPlace(Tensor y, Number factor)
        {
            using var scalar = factor.ToScalar();
            return x.add_(y, scalar);
        }

        /// <summary>x becomes x + number.</summary>
        /// <returns>x.</returns>
        [OverloadResolutionPriority(1)]
        public Tensor AddInPlace(Number number)
        {
            using var scalar = number.ToScalar();
            return x.add_(scalar, One);
        }

        /// <summary>x becomes number·x.</summary>
        /// <returns>x.</returns>
        public Tensor MultiplyInPlace(Number number)
        {
            using var scalar = number.ToScalar();
            return x.mul_(scalar);
        }

        /// <summary>x becomes x / number.</summary>
        /// <returns>x.</returns>
        public Tensor DivideInPlace(Number number)
        {
            using var scalar = number.ToScalar();
            return x.div_(scalar);
        }

        /// <summary>Rows of y are added to those rows of x that are named by their numbers; one that is named twice gets both.</summary>
        /// <param name="dimension">Where rows are counted.</param>
        /// <param name="rows">[N], whole numbers of 64 bits.</param>
        /// <param name="y">Of x's shape, but for N rows.</param>
        /// <returns>x.</returns>
        internal Tensor AddRowsInPlace(long dimension, Tensor rows, Tensor y) => x.index_add_(dimension, rows, y, One);

        /// <summary>All elements become the number.</summary>
        /// <returns>x.</returns>
        public Tensor FillInPlace(Number number)
        {
            using var scalar = number.ToScalar();
            return x.fill_(scalar);
        }
    }
}
