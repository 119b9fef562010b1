namespace TorchSharp;

public static partial class torch
{
    /// <summary>The absolute value of each element.</summary>
    public static Tensor abs(Tensor input) => input.abs();

    /// <summary>The absolute value of each element, in place.</summary>
    public static Tensor abs_(Tensor input) => input.abs_();

    /// <summary>The absolute value of each element.</summary>
    public static Tensor absolute(Tensor input) => input.absolute();

    /// <summary>The absolute value of each element, in place.</summary>
    public static Tensor absolute_(Tensor input) => input.absolute_();

    /// <summary>Minus each element.</summary>
    public static Tensor neg(Tensor input) => input.neg();

    /// <summary>Minus each element, in place.</summary>
    public static Tensor neg_(Tensor input) => input.neg_();

    /// <summary>Minus each element.</summary>
    public static Tensor negative(Tensor input) => input.negative();

    /// <summary>Minus each element, in place.</summary>
    public static Tensor negative_(Tensor input) => input.neg_();

    /// <summary>The tensor itself, as unary plus.</summary>
    public static Tensor positive(Tensor input) => input.positive();

    /// <summary>-1, 0 or 1 by the sign of each element.</summary>
    public static Tensor sign(Tensor input) => input.sign();

    /// <summary>-1, 0 or 1 by the sign of each element, in place.</summary>
    public static Tensor sign_(Tensor input) => input.sign_();

    /// <summary>The sign of each element; for complex numbers the number divided by its absolute value.</summary>
    public static Tensor sgn(Tensor input) => input.sgn();

    /// <summary>The sign of each element; for complex numbers the number divided by its absolute value, in place.</summary>
    public static Tensor sgn_(Tensor input) => input.sgn_();

    /// <summary>Whether each element's sign bit is set.</summary>
    public static Tensor signbit(Tensor input) => input.signbit();

    /// <summary>e to the power of each element.</summary>
    public static Tensor exp(Tensor input) => input.exp();

    /// <summary>e to the power of each element, in place.</summary>
    public static Tensor exp_(Tensor input) => input.exp_();

    /// <summary>2 to the power of each element.</summary>
    public static Tensor exp2(Tensor input) => input.exp2();

    /// <summary>2 to the power of each element, in place.</summary>
    public static Tensor exp2_(Tensor input) => input.exp2_();

    /// <summary>e to the power of each element, minus 1, exact near 0.</summary>
    public static Tensor expm1(Tensor input) => input.expm1();

    /// <summary>e to the power of each element, minus 1, exact near 0, in place.</summary>
    public static Tensor expm1_(Tensor input) => input.expm1_();

    /// <summary>The natural logarithm of each element.</summary>
    public static Tensor log(Tensor input) => input.log();

    /// <summary>The natural logarithm of each element, in place.</summary>
    public static Tensor log_(Tensor input) => input.log_();

    /// <summary>The logarithm to base 2 of each element.</summary>
    public static Tensor log2(Tensor input) => input.log2();

    /// <summary>The logarithm to base 2 of each element, in place.</summary>
    public static Tensor log2_(Tensor input) => input.log2_();

    /// <summary>The logarithm to base 10 of each element.</summary>
    public static Tensor log10(Tensor input) => input.log10();

    /// <summary>The logarithm to base 10 of each element, in place.</summary>
    public static Tensor log10_(Tensor input) => input.log10_();

    /// <summary>The natural logarithm of 1 plus each element, exact near 0.</summary>
    public static Tensor log1p(Tensor input) => input.log1p();

    /// <summary>The natural logarithm of 1 plus each element, exact near 0, in place.</summary>
    public static Tensor log1p_(Tensor input) => input.log1p_();

    /// <summary>The square root of each element.</summary>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <summary>The square root of each element, in place.</summary>
    public static Tensor sqrt_(Tensor input) => input.sqrt_();

    /// <summary>1 divided by the square root of each element.</summary>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <summary>1 divided by the square root of each element, in place.</summary>
    public static Tensor rsqrt_(Tensor input) => input.rsqrt_();

    /// <summary>The square of each element.</summary>
    public static Tensor square(Tensor input) => input.square();

    /// <summary>1 divided by each element.</summary>
    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    /// <summary>1 divided by each element, in place.</summary>
    public static Tensor reciprocal_(Tensor input) => input.reciprocal_();

    /// <summary>The largest integer not above each element.</summary>
    public static Tensor floor(Tensor input) => input.floor();

    /// <summary>The largest integer not above each element, in place.</summary>
    public static Tensor floor_(Tensor input) => input.floor_();

    /// <summary>The smallest integer not below each element.</summary>
    public static Tensor ceil(Tensor input) => input.ceil();

    /// <summary>The smallest integer not below each element, in place.</summary>
    public static Tensor ceil_(Tensor input) => input.ceil_();

    /// <summary>Each element rounded to a number of decimals, halves to the even neighbour.</summary>
    public static Tensor round(Tensor input, long decimals = 0) => input.round(decimals);

    /// <summary>Each element rounded to a number of decimals, halves to the even neighbour, in place.</summary>
    public static Tensor round_(Tensor input, long decimals = 0) => input.round_(decimals);

    /// <summary>The integer part of each element.</summary>
    public static Tensor trunc(Tensor input) => input.trunc();

    /// <summary>The integer part of each element, in place.</summary>
    public static Tensor trunc_(Tensor input) => input.trunc_();

    /// <summary>The integer part of each element.</summary>
    public static Tensor fix(Tensor input) => input.fix();

    /// <summary>The integer part of each element, in place.</summary>
    public static Tensor fix_(Tensor input) => input.fix_();

    /// <summary>The fractional part of each element.</summary>
    public static Tensor frac(Tensor input) => input.frac();

    /// <summary>The fractional part of each element, in place.</summary>
    public static Tensor frac_(Tensor input) => input.frac_();
}
