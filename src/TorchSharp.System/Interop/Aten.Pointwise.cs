namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator abs = new("abs");
    internal static readonly Operator abs_ = new("abs_");
    internal static readonly Operator ceil = new("ceil");
    internal static readonly Operator ceil_ = new("ceil_");
    internal static readonly Operator exp = new("exp");
    internal static readonly Operator exp2 = new("exp2");
    internal static readonly Operator exp2_ = new("exp2_");
    internal static readonly Operator exp_ = new("exp_");
    internal static readonly Operator expm1 = new("expm1");
    internal static readonly Operator expm1_ = new("expm1_");
    internal static readonly Operator floor = new("floor");
    internal static readonly Operator floor_ = new("floor_");
    internal static readonly Operator frac = new("frac");
    internal static readonly Operator frac_ = new("frac_");
    internal static readonly Operator log = new("log");
    internal static readonly Operator log10 = new("log10");
    internal static readonly Operator log10_ = new("log10_");
    internal static readonly Operator log1p = new("log1p");
    internal static readonly Operator log1p_ = new("log1p_");
    internal static readonly Operator log2 = new("log2");
    internal static readonly Operator log2_ = new("log2_");
    internal static readonly Operator log_ = new("log_");
    internal static readonly Operator neg = new("neg");
    internal static readonly Operator neg_ = new("neg_");
    internal static readonly Operator positive = new("positive");
    internal static readonly Operator reciprocal = new("reciprocal");
    internal static readonly Operator reciprocal_ = new("reciprocal_");
    internal static readonly Operator round = new("round");
    internal static readonly Operator round_decimals = new("round", "decimals");
    internal static readonly Operator round_ = new("round_");
    internal static readonly Operator round__decimals = new("round_", "decimals");
    internal static readonly Operator rsqrt = new("rsqrt");
    internal static readonly Operator rsqrt_ = new("rsqrt_");
    internal static readonly Operator sgn = new("sgn");
    internal static readonly Operator sgn_ = new("sgn_");
    internal static readonly Operator sign = new("sign");
    internal static readonly Operator sign_ = new("sign_");
    internal static readonly Operator signbit = new("signbit");
    internal static readonly Operator sqrt = new("sqrt");
    internal static readonly Operator sqrt_ = new("sqrt_");
    internal static readonly Operator square = new("square");
    internal static readonly Operator trunc = new("trunc");
    internal static readonly Operator trunc_ = new("trunc_");
}
