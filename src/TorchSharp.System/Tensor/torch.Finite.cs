namespace TorchSharp;

public static partial class torch
{
    /// <summary>Not-a-number and infinities replaced by finite numbers: the given ones, or the largest and least of the element type.</summary>
    public static Tensor nan_to_num(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) =>
        input.nan_to_num(nan, posinf, neginf);

    /// <summary>
    /// Not-a-number and infinities replaced by finite numbers: the given ones, or the largest and least of the element type, in place.
    /// </summary>
    public static Tensor nan_to_num_(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) =>
        input.nan_to_num_(nan, posinf, neginf);

    /// <summary>Whether each element is not a number.</summary>
    public static Tensor isnan(Tensor input) => input.isnan();

    /// <summary>Whether each element is infinite.</summary>
    public static Tensor isinf(Tensor tensor) => tensor.isinf();

    /// <summary>Whether each element is finite.</summary>
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();

    /// <summary>Whether each element is plus infinity.</summary>
    public static Tensor isposinf(Tensor tensor) => tensor.isposinf();

    /// <summary>Whether each element is minus infinity.</summary>
    public static Tensor isneginf(Tensor tensor) => tensor.isneginf();

    /// <summary>Whether each element's imaginary part is zero.</summary>
    public static Tensor isreal(Tensor tensor) => tensor.isreal();

    /// <summary>Each element as a mantissa of at least 0.5 and below 1, and an exponent of 2.</summary>
    public static (Tensor Mantissa, Tensor Exponent) frexp(Tensor input) => input.frexp();
}
