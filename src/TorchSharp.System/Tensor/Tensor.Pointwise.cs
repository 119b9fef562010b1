using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The absolute value of each element.</summary>
        public Tensor abs() => Aten.abs.Tensor(this);

        /// <summary>The absolute value of each element, in place.</summary>
        public Tensor abs_() => Aten.abs_.InPlace(this);

        /// <summary>The absolute value of each element.</summary>
        public Tensor absolute() => Aten.abs.Tensor(this);

        /// <summary>The absolute value of each element, in place.</summary>
        public Tensor absolute_() => Aten.abs_.InPlace(this);

        /// <summary>Minus each element.</summary>
        public Tensor neg() => Aten.neg.Tensor(this);

        /// <summary>Minus each element, in place.</summary>
        public Tensor neg_() => Aten.neg_.InPlace(this);

        /// <summary>Minus each element.</summary>
        public Tensor negative() => Aten.neg.Tensor(this);

        /// <summary>The tensor itself, as unary plus.</summary>
        public Tensor positive() => Aten.positive.Tensor(this);

        /// <summary>-1, 0 or 1 by the sign of each element.</summary>
        public Tensor sign() => Aten.sign.Tensor(this);

        /// <summary>-1, 0 or 1 by the sign of each element, in place.</summary>
        public Tensor sign_() => Aten.sign_.InPlace(this);

        /// <summary>The sign of each element; for complex numbers the number divided by its absolute value.</summary>
        public Tensor sgn() => Aten.sgn.Tensor(this);

        /// <summary>The sign of each element; for complex numbers the number divided by its absolute value, in place.</summary>
        public Tensor sgn_() => Aten.sgn_.InPlace(this);

        /// <summary>Whether each element's sign bit is set.</summary>
        public Tensor signbit() => Aten.signbit.Tensor(this);

        /// <summary>e to the power of each element.</summary>
        public Tensor exp() => Aten.exp.Tensor(this);

        /// <summary>e to the power of each element, in place.</summary>
        public Tensor exp_() => Aten.exp_.InPlace(this);

        /// <summary>2 to the power of each element.</summary>
        public Tensor exp2() => Aten.exp2.Tensor(this);

        /// <summary>2 to the power of each element, in place.</summary>
        public Tensor exp2_() => Aten.exp2_.InPlace(this);

        /// <summary>e to the power of each element, minus 1, exact near 0.</summary>
        public Tensor expm1() => Aten.expm1.Tensor(this);

        /// <summary>e to the power of each element, minus 1, exact near 0, in place.</summary>
        public Tensor expm1_() => Aten.expm1_.InPlace(this);

        /// <summary>The natural logarithm of each element.</summary>
        public Tensor log() => Aten.log.Tensor(this);

        /// <summary>The natural logarithm of each element, in place.</summary>
        public Tensor log_() => Aten.log_.InPlace(this);

        /// <summary>The logarithm to base 2 of each element.</summary>
        public Tensor log2() => Aten.log2.Tensor(this);

        /// <summary>The logarithm to base 2 of each element, in place.</summary>
        public Tensor log2_() => Aten.log2_.InPlace(this);

        /// <summary>The logarithm to base 10 of each element.</summary>
        public Tensor log10() => Aten.log10.Tensor(this);

        /// <summary>The logarithm to base 10 of each element, in place.</summary>
        public Tensor log10_() => Aten.log10_.InPlace(this);

        /// <summary>The natural logarithm of 1 plus each element, exact near 0.</summary>
        public Tensor log1p() => Aten.log1p.Tensor(this);

        /// <summary>The natural logarithm of 1 plus each element, exact near 0, in place.</summary>
        public Tensor log1p_() => Aten.log1p_.InPlace(this);

        /// <summary>The square root of each element.</summary>
        public Tensor sqrt() => Aten.sqrt.Tensor(this);

        /// <summary>The square root of each element, in place.</summary>
        public Tensor sqrt_() => Aten.sqrt_.InPlace(this);

        /// <summary>1 divided by the square root of each element.</summary>
        public Tensor rsqrt() => Aten.rsqrt.Tensor(this);

        /// <summary>1 divided by the square root of each element, in place.</summary>
        public Tensor rsqrt_() => Aten.rsqrt_.InPlace(this);

        /// <summary>The square of each element.</summary>
        public Tensor square() => Aten.square.Tensor(this);

        /// <summary>1 divided by each element.</summary>
        public Tensor reciprocal() => Aten.reciprocal.Tensor(this);

        /// <summary>1 divided by each element, in place.</summary>
        public Tensor reciprocal_() => Aten.reciprocal_.InPlace(this);

        /// <summary>The largest integer not above each element.</summary>
        public Tensor floor() => Aten.floor.Tensor(this);

        /// <summary>The largest integer not above each element, in place.</summary>
        public Tensor floor_() => Aten.floor_.InPlace(this);

        /// <summary>The smallest integer not below each element.</summary>
        public Tensor ceil() => Aten.ceil.Tensor(this);

        /// <summary>The smallest integer not below each element, in place.</summary>
        public Tensor ceil_() => Aten.ceil_.InPlace(this);

        /// <summary>Each element rounded to a number of decimals, halves to the even neighbour.</summary>
        public Tensor round(long decimals = 0) => decimals == 0 ? Aten.round.Tensor(this) : Aten.round_decimals.Tensor(this, decimals);

        /// <summary>Each element rounded to a number of decimals, halves to the even neighbour, in place.</summary>
        public Tensor round_(long decimals = 0) => decimals == 0 ? Aten.round_.InPlace(this) : Aten.round__decimals.InPlace(this, decimals);

        /// <summary>The integer part of each element.</summary>
        public Tensor trunc() => Aten.trunc.Tensor(this);

        /// <summary>The integer part of each element, in place.</summary>
        public Tensor trunc_() => Aten.trunc_.InPlace(this);

        /// <summary>The integer part of each element.</summary>
        public Tensor fix() => Aten.trunc.Tensor(this);

        /// <summary>The integer part of each element, in place.</summary>
        public Tensor fix_() => Aten.trunc_.InPlace(this);

        /// <summary>The fractional part of each element.</summary>
        public Tensor frac() => Aten.frac.Tensor(this);

        /// <summary>The fractional part of each element, in place.</summary>
        public Tensor frac_() => Aten.frac_.InPlace(this);
    }
}
