using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sine of each element, in radians.</summary>
        public Tensor sin() => Aten.sin.Tensor(this);

        /// <summary>The sine of each element, in radians, in place.</summary>
        public Tensor sin_() => Aten.sin_.InPlace(this);

        /// <summary>The cosine of each element, in radians.</summary>
        public Tensor cos() => Aten.cos.Tensor(this);

        /// <summary>The cosine of each element, in radians, in place.</summary>
        public Tensor cos_() => Aten.cos_.InPlace(this);

        /// <summary>The tangent of each element, in radians.</summary>
        public Tensor tan() => Aten.tan.Tensor(this);

        /// <summary>The tangent of each element, in radians, in place.</summary>
        public Tensor tan_() => Aten.tan_.InPlace(this);

        /// <summary>The arc sine of each element.</summary>
        public Tensor asin() => Aten.asin.Tensor(this);

        /// <summary>The arc sine of each element, in place.</summary>
        public Tensor asin_() => Aten.asin_.InPlace(this);

        /// <summary>The arc cosine of each element.</summary>
        public Tensor acos() => Aten.acos.Tensor(this);

        /// <summary>The arc cosine of each element, in place.</summary>
        public Tensor acos_() => Aten.acos_.InPlace(this);

        /// <summary>The arc tangent of each element.</summary>
        public Tensor atan() => Aten.atan.Tensor(this);

        /// <summary>The arc tangent of each element, in place.</summary>
        public Tensor atan_() => Aten.atan_.InPlace(this);

        /// <summary>The hyperbolic sine of each element.</summary>
        public Tensor sinh() => Aten.sinh.Tensor(this);

        /// <summary>The hyperbolic sine of each element, in place.</summary>
        public Tensor sinh_() => Aten.sinh_.InPlace(this);

        /// <summary>The hyperbolic cosine of each element.</summary>
        public Tensor cosh() => Aten.cosh.Tensor(this);

        /// <summary>The hyperbolic cosine of each element, in place.</summary>
        public Tensor cosh_() => Aten.cosh_.InPlace(this);

        /// <summary>The hyperbolic tangent of each element.</summary>
        public Tensor tanh() => Aten.tanh.Tensor(this);

        /// <summary>The hyperbolic tangent of each element, in place.</summary>
        public Tensor tanh_() => Aten.tanh_.InPlace(this);

        /// <summary>The inverse hyperbolic sine of each element.</summary>
        public Tensor asinh() => Aten.asinh.Tensor(this);

        /// <summary>The inverse hyperbolic sine of each element, in place.</summary>
        public Tensor asinh_() => Aten.asinh_.InPlace(this);

        /// <summary>The inverse hyperbolic cosine of each element.</summary>
        public Tensor acosh() => Aten.acosh.Tensor(this);

        /// <summary>The inverse hyperbolic cosine of each element, in place.</summary>
        public Tensor acosh_() => Aten.acosh_.InPlace(this);

        /// <summary>The inverse hyperbolic tangent of each element.</summary>
        public Tensor atanh() => Aten.atanh.Tensor(this);

        /// <summary>The inverse hyperbolic tangent of each element, in place.</summary>
        public Tensor atanh_() => Aten.atanh_.InPlace(this);

        /// <summary>The arc sine of each element.</summary>
        public Tensor arcsin() => Aten.asin.Tensor(this);

        /// <summary>The arc sine of each element, in place.</summary>
        public Tensor arcsin_() => Aten.asin_.InPlace(this);

        /// <summary>The arc cosine of each element.</summary>
        public Tensor arccos() => Aten.acos.Tensor(this);

        /// <summary>The arc cosine of each element, in place.</summary>
        public Tensor arccos_() => Aten.acos_.InPlace(this);

        /// <summary>The arc tangent of each element.</summary>
        public Tensor arctan() => Aten.atan.Tensor(this);

        /// <summary>The arc tangent of each element, in place.</summary>
        public Tensor arctan_() => Aten.atan_.InPlace(this);

        /// <summary>The angle of the point (other, this) to the first axis.</summary>
        public Tensor arctan(Tensor other) => Aten.atan2.Tensor(this, other);

        /// <summary>The angle of the point (other, this) to the first axis, in place.</summary>
        public Tensor arctan_(Tensor other) => Aten.atan2_.InPlace(this, other);

        /// <summary>The inverse hyperbolic sine of each element.</summary>
        public Tensor arcsinh() => Aten.asinh.Tensor(this);

        /// <summary>The inverse hyperbolic sine of each element, in place.</summary>
        public Tensor arcsinh_() => Aten.asinh_.InPlace(this);

        /// <summary>The inverse hyperbolic cosine of each element.</summary>
        public Tensor arccosh() => Aten.acosh.Tensor(this);

        /// <summary>The inverse hyperbolic cosine of each element, in place.</summary>
        public Tensor arccosh_() => Aten.acosh_.InPlace(this);

        /// <summary>The inverse hyperbolic tangent of each element.</summary>
        public Tensor arctanh() => Aten.atanh.Tensor(this);

        /// <summary>The inverse hyperbolic tangent of each element, in place.</summary>
        public Tensor arctanh_() => Aten.atanh_.InPlace(this);

        /// <summary>The angle of the point (other, this) to the first axis.</summary>
        public Tensor atan2(Tensor other) => Aten.atan2.Tensor(this, other);

        /// <summary>The angle of the point (other, this) to the first axis, in place.</summary>
        public Tensor atan2_(Tensor other) => Aten.atan2_.InPlace(this, other);

        /// <summary>The angle of the point (other, this) to the first axis.</summary>
        public Tensor arctan2(Tensor other) => Aten.atan2.Tensor(this, other);

        /// <summary>The angle of the point (other, this) to the first axis, in place.</summary>
        public Tensor arctan2_(Tensor other) => Aten.atan2_.InPlace(this, other);

        /// <summary>The length of the hypotenuse over two legs.</summary>
        public Tensor hypot(Tensor other) => Aten.hypot.Tensor(this, other);
    }
}
