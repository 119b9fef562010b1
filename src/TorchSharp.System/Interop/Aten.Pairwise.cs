namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator addcdiv = new("addcdiv");
    internal static readonly Operator addcdiv_ = new("addcdiv_");
    internal static readonly Operator addcmul = new("addcmul");
    internal static readonly Operator addcmul_ = new("addcmul_");
    internal static readonly Operator clamp = new("clamp");
    internal static readonly Operator clamp_Tensor = new("clamp", "Tensor");
    internal static readonly Operator clamp_ = new("clamp_");
    internal static readonly Operator clamp__Tensor = new("clamp_", "Tensor");
    internal static readonly Operator clamp_max = new("clamp_max");
    internal static readonly Operator clamp_max_ = new("clamp_max_");
    internal static readonly Operator clamp_min = new("clamp_min");
    internal static readonly Operator clamp_min_ = new("clamp_min_");
    internal static readonly Operator copysign_Tensor = new("copysign", "Tensor");
    internal static readonly Operator copysign__Tensor = new("copysign_", "Tensor");
    internal static readonly Operator dist = new("dist");
    internal static readonly Operator fmax = new("fmax");
    internal static readonly Operator fmin = new("fmin");
    internal static readonly Operator gcd = new("gcd");
    internal static readonly Operator gcd_ = new("gcd_");
    internal static readonly Operator heaviside = new("heaviside");
    internal static readonly Operator heaviside_ = new("heaviside_");
    internal static readonly Operator igamma = new("igamma");
    internal static readonly Operator igammac = new("igammac");
    internal static readonly Operator lcm = new("lcm");
    internal static readonly Operator lcm_ = new("lcm_");
    internal static readonly Operator ldexp_Tensor = new("ldexp", "Tensor");
    internal static readonly Operator ldexp_ = new("ldexp_");
    internal static readonly Operator lerp_Tensor = new("lerp", "Tensor");
    internal static readonly Operator lerp__Tensor = new("lerp_", "Tensor");
    internal static readonly Operator logaddexp = new("logaddexp");
    internal static readonly Operator logaddexp2 = new("logaddexp2");
    internal static readonly Operator maximum = new("maximum");
    internal static readonly Operator minimum = new("minimum");
    internal static readonly Operator nextafter = new("nextafter");
    internal static readonly Operator nextafter_ = new("nextafter_");
    internal static readonly Operator xlogy_Scalar_Other = new("xlogy", "Scalar_Other");
    internal static readonly Operator xlogy_Tensor = new("xlogy", "Tensor");
    internal static readonly Operator xlogy__Scalar_Other = new("xlogy_", "Scalar_Other");
    internal static readonly Operator xlogy__Tensor = new("xlogy_", "Tensor");
}
