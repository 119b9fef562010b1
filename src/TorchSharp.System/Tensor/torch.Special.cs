namespace TorchSharp;

public static partial class torch
{
    /// <summary>The error function of each element.</summary>
    public static Tensor erf(Tensor input) => input.erf();

    /// <summary>The error function of each element, in place.</summary>
    public static Tensor erf_(Tensor input) => input.erf_();

    /// <summary>1 minus the error function of each element.</summary>
    public static Tensor erfc(Tensor input) => input.erfc();

    /// <summary>1 minus the error function of each element, in place.</summary>
    public static Tensor erfc_(Tensor input) => input.erfc_();

    /// <summary>The inverse of the error function at each element.</summary>
    public static Tensor erfinv(Tensor input) => input.erfinv();

    /// <summary>The inverse of the error function at each element, in place.</summary>
    public static Tensor erfinv_(Tensor input) => input.erfinv_();

    /// <summary>The logarithm of the gamma function at each element.</summary>
    public static Tensor lgamma(Tensor input) => input.lgamma();

    /// <summary>The logarithm of the gamma function at each element, in place.</summary>
    public static Tensor lgamma_(Tensor input) => input.lgamma_();

    /// <summary>The derivative of the logarithm of the gamma function at each element.</summary>
    public static Tensor digamma(Tensor input) => input.digamma();

    /// <summary>The derivative of the logarithm of the gamma function at each element, in place.</summary>
    public static Tensor digamma_(Tensor input) => input.digamma_();

    /// <summary>A higher derivative of the digamma function at each element.</summary>
    public static Tensor polygamma(Tensor input, long p) => input.polygamma(p);

    /// <summary>A higher derivative of the digamma function at each element, in place.</summary>
    public static Tensor polygamma_(Tensor input, long p) => input.polygamma_(p);

    /// <summary>The logarithm of the multivariate gamma function of <paramref name="p"/> dimensions at each element.</summary>
    public static Tensor mvlgamma(Tensor input, long p) => input.mvlgamma(p);

    /// <summary>The logarithm of the multivariate gamma function of <paramref name="p"/> dimensions at each element, in place.</summary>
    public static Tensor mvlgamma_(Tensor input, long p) => input.mvlgamma_(p);

    /// <summary>The modified Bessel function of order 0 at each element.</summary>
    public static Tensor i0(Tensor input) => input.i0();

    /// <summary>The modified Bessel function of order 0 at each element, in place.</summary>
    public static Tensor i0_(Tensor input) => input.i0_();

    /// <summary>sin(πx)/(πx) of each element.</summary>
    public static Tensor sinc(Tensor input) => input.sinc();

    /// <summary>sin(πx)/(πx) of each element, in place.</summary>
    public static Tensor sinc_(Tensor input) => input.sinc_();

    /// <summary>The logarithm of x/(1-x) of each element, which is first clamped to [eps, 1-eps].</summary>
    public static Tensor logit(Tensor input, double? eps = null) => input.logit(eps);

    /// <summary>The logarithm of x/(1-x) of each element, which is first clamped to [eps, 1-eps], in place.</summary>
    public static Tensor logit_(Tensor input, double? eps = null) => input.logit_(eps);

    /// <summary>Each element from degrees to radians.</summary>
    public static Tensor deg2rad(Tensor input) => input.deg2rad();

    /// <summary>Each element from degrees to radians, in place.</summary>
    public static Tensor deg2rad_(Tensor input) => input.deg2rad_();

    /// <summary>Each element from radians to degrees.</summary>
    public static Tensor rad2deg(Tensor input) => input.rad2deg();

    /// <summary>Each element from radians to degrees, in place.</summary>
    public static Tensor rad2deg_(Tensor input) => input.rad2deg_();
}
