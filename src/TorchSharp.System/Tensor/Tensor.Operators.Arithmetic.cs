using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Minus each element.</summary>
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(Tensor left, int right) => left.add((Scalar)right);

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(Tensor left, long right) => left.add((Scalar)right);

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(Tensor left, float right) => left.add((Scalar)right);

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(Tensor left, double right) => left.add((Scalar)right);

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(int left, Tensor right) => right.add((Scalar)left);

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(long left, Tensor right) => right.add((Scalar)left);

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(float left, Tensor right) => right.add((Scalar)left);

        /// <summary>The sum; shapes broadcast.</summary>
        public static Tensor operator +(double left, Tensor right) => right.add((Scalar)left);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => Quotient(left, right);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(Tensor left, int right) => left.div((Scalar)right);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(Tensor left, long right) => left.div((Scalar)right);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(Tensor left, float right) => left.div((Scalar)right);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(Tensor left, double right) => left.div((Scalar)right);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(int left, Tensor right) => Quotient((Scalar)left, right);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(long left, Tensor right) => Quotient((Scalar)left, right);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(float left, Tensor right) => Quotient((Scalar)left, right);

        /// <summary>The quotient; shapes broadcast.</summary>
        public static Tensor operator /(double left, Tensor right) => Quotient((Scalar)left, right);

        /// <summary>The remainder with the sign of the divisor; shapes broadcast.</summary>
        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        /// <summary>The remainder with the sign of the divisor; shapes broadcast.</summary>
        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        /// <summary>The remainder with the sign of the divisor; shapes broadcast.</summary>
        public static Tensor operator %(Tensor left, int right) => left.remainder((Scalar)right);

        /// <summary>The remainder with the sign of the divisor; shapes broadcast.</summary>
        public static Tensor operator %(Tensor left, long right) => left.remainder((Scalar)right);

        /// <summary>The remainder with the sign of the divisor; shapes broadcast.</summary>
        public static Tensor operator %(Tensor left, float right) => left.remainder((Scalar)right);

        /// <summary>The remainder with the sign of the divisor; shapes broadcast.</summary>
        public static Tensor operator %(Tensor left, double right) => left.remainder((Scalar)right);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(Tensor left, int right) => left.mul((Scalar)right);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(Tensor left, long right) => left.mul((Scalar)right);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(Tensor left, float right) => left.mul((Scalar)right);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(Tensor left, double right) => left.mul((Scalar)right);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(int left, Tensor right) => right.mul((Scalar)left);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(long left, Tensor right) => right.mul((Scalar)left);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(float left, Tensor right) => right.mul((Scalar)left);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public static Tensor operator *(double left, Tensor right) => right.mul((Scalar)left);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => Aten.rsub_Scalar.Tensor(right, left);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(Tensor left, int right) => left.sub((Scalar)right);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(Tensor left, long right) => left.sub((Scalar)right);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(Tensor left, float right) => left.sub((Scalar)right);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(Tensor left, double right) => left.sub((Scalar)right);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(int left, Tensor right) => Aten.rsub_Scalar.Tensor(right, (Scalar)left);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(long left, Tensor right) => Aten.rsub_Scalar.Tensor(right, (Scalar)left);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(float left, Tensor right) => Aten.rsub_Scalar.Tensor(right, (Scalar)left);

        /// <summary>The difference; shapes broadcast.</summary>
        public static Tensor operator -(double left, Tensor right) => Aten.rsub_Scalar.Tensor(right, (Scalar)left);

        // The package's way: the reciprocal, rounded, times the dividend.
        private static Tensor Quotient(Scalar left, Tensor right)
        {
            using var inverse = right.reciprocal();
            return inverse.mul(left);
        }
    }
}
