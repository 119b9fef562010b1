using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Not-a-number and infinities replaced by finite numbers: the given ones, or the largest and least of the element type.</summary>
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Aten.nan_to_num.Tensor(this, nan, posinf, neginf);

        /// <summary>
        /// Not-a-number and infinities replaced by finite numbers: the given ones, or the largest and least of the element type, in place.
        /// </summary>
        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) =>
            Aten.nan_to_num_.InPlace(this, nan, posinf, neginf);

        /// <summary>Whether each element is not a number.</summary>
        public Tensor isnan() => Aten.isnan.Tensor(this);

        /// <summary>Whether each element is infinite.</summary>
        public Tensor isinf() => Aten.isinf.Tensor(this);

        /// <summary>Whether each element is finite.</summary>
        public Tensor isfinite() => Aten.isfinite.Tensor(this);

        /// <summary>Whether each element is plus infinity.</summary>
        public Tensor isposinf() => Aten.isposinf.Tensor(this);

        /// <summary>Whether each element is minus infinity.</summary>
        public Tensor isneginf() => Aten.isneginf.Tensor(this);

        /// <summary>Whether each element's imaginary part is zero.</summary>
        public Tensor isreal() => Aten.isreal.Tensor(this);

        /// <summary>Each element as a mantissa of at least 0.5 and below 1, and an exponent of 2.</summary>
        public (Tensor Mantissa, Tensor Exponent) frexp() => Aten.frexp_Tensor.Two(this);
    }
}
