using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The error function of each element.</summary>
        public Tensor erf() => Aten.erf.Tensor(this);

        /// <summary>The error function of each element, in place.</summary>
        public Tensor erf_() => Aten.erf_.InPlace(this);

        /// <summary>1 minus the error function of each element.</summary>
        public Tensor erfc() => Aten.erfc.Tensor(this);

        /// <summary>1 minus the error function of each element, in place.</summary>
        public Tensor erfc_() => Aten.erfc_.InPlace(this);

        /// <summary>The inverse of the error function at each element.</summary>
        public Tensor erfinv() => Aten.erfinv.Tensor(this);

        /// <summary>The inverse of the error function at each element, in place.</summary>
        public Tensor erfinv_() => Aten.erfinv_.InPlace(this);

        /// <summary>The logarithm of the gamma function at each element.</summary>
        public Tensor lgamma() => Aten.lgamma.Tensor(this);

        /// <summary>The logarithm of the gamma function at each element, in place.</summary>
        public Tensor lgamma_() => Aten.lgamma_.InPlace(this);

        /// <summary>The derivative of the logarithm of the gamma function at each element.</summary>
        public Tensor digamma() => Aten.digamma.Tensor(this);

        /// <summary>The derivative of the logarithm of the gamma function at each element, in place.</summary>
        public Tensor digamma_() => Aten.digamma_.InPlace(this);

        /// <summary>A higher derivative of the digamma function at each element.</summary>
        public Tensor polygamma(long p) => Aten.polygamma.Tensor(p, this);

        /// <summary>A higher derivative of the digamma function at each element, in place.</summary>
        public Tensor polygamma_(long p) => Aten.polygamma_.InPlace(this, p);

        /// <summary>The logarithm of the multivariate gamma function of <paramref name="p"/> dimensions at each element.</summary>
        public Tensor mvlgamma(long p) => Aten.mvlgamma.Tensor(this, p);

        /// <summary>The logarithm of the multivariate gamma function of <paramref name="p"/> dimensions at each element, in place.</summary>
        public Tensor mvlgamma_(long p) => Aten.mvlgamma_.InPlace(this, p);

        /// <summary>The modified Bessel function of order 0 at each element.</summary>
        public Tensor i0() => Aten.i0.Tensor(this);

        /// <summary>The modified Bessel function of order 0 at each element, in place.</summary>
        public Tensor i0_() => Aten.i0_.InPlace(this);

        /// <summary>sin(πx)/(πx) of each element.</summary>
        public Tensor sinc() => Aten.sinc.Tensor(this);

        /// <summary>sin(πx)/(πx) of each element, in place.</summary>
        public Tensor sinc_() => Aten.sinc_.InPlace(this);

        /// <summary>The logarithm of x/(1-x) of each element, which is first clamped to [eps, 1-eps].</summary>
        public Tensor logit(double? eps = null) => Aten.logit.Tensor(this, eps);

        /// <summary>The logarithm of x/(1-x) of each element, which is first clamped to [eps, 1-eps], in place.</summary>
        public Tensor logit_(double? eps = null) => Aten.logit_.InPlace(this, eps);

        /// <summary>Each element from degrees to radians.</summary>
        public Tensor deg2rad() => Aten.deg2rad.Tensor(this);

        /// <summary>Each element from degrees to radians, in place.</summary>
        public Tensor deg2rad_() => Aten.deg2rad_.InPlace(this);

        /// <summary>Each element from radians to degrees.</summary>
        public Tensor rad2deg() => Aten.rad2deg.Tensor(this);

        /// <summary>Each element from radians to degrees, in place.</summary>
        public Tensor rad2deg_() => Aten.rad2deg_.InPlace(this);
    }
}
