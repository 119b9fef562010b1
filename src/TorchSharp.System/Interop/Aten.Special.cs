namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator deg2rad = new("deg2rad");
    internal static readonly Operator deg2rad_ = new("deg2rad_");
    internal static readonly Operator digamma = new("digamma");
    internal static readonly Operator digamma_ = new("digamma_");
    internal static readonly Operator erf = new("erf");
    internal static readonly Operator erf_ = new("erf_");
    internal static readonly Operator erfc = new("erfc");
    internal static readonly Operator erfc_ = new("erfc_");
    internal static readonly Operator erfinv = new("erfinv");
    internal static readonly Operator erfinv_ = new("erfinv_");
    internal static readonly Operator i0 = new("i0");
    internal static readonly Operator i0_ = new("i0_");
    internal static readonly Operator lgamma = new("lgamma");
    internal static readonly Operator lgamma_ = new("lgamma_");
    internal static readonly Operator logit = new("logit");
    internal static readonly Operator logit_ = new("logit_");
    internal static readonly Operator mvlgamma = new("mvlgamma");
    internal static readonly Operator mvlgamma_ = new("mvlgamma_");
    internal static readonly Operator polygamma = new("polygamma");
    internal static readonly Operator polygamma_ = new("polygamma_");
    internal static readonly Operator rad2deg = new("rad2deg");
    internal static readonly Operator rad2deg_ = new("rad2deg_");
    internal static readonly Operator sinc = new("sinc");
    internal static readonly Operator sinc_ = new("sinc_");
}
