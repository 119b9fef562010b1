namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator acos = new("acos");
    internal static readonly Operator acos_ = new("acos_");
    internal static readonly Operator acosh = new("acosh");
    internal static readonly Operator acosh_ = new("acosh_");
    internal static readonly Operator asin = new("asin");
    internal static readonly Operator asin_ = new("asin_");
    internal static readonly Operator asinh = new("asinh");
    internal static readonly Operator asinh_ = new("asinh_");
    internal static readonly Operator atan = new("atan");
    internal static readonly Operator atan2 = new("atan2");
    internal static readonly Operator atan2_ = new("atan2_");
    internal static readonly Operator atan_ = new("atan_");
    internal static readonly Operator atanh = new("atanh");
    internal static readonly Operator atanh_ = new("atanh_");
    internal static readonly Operator cos = new("cos");
    internal static readonly Operator cos_ = new("cos_");
    internal static readonly Operator cosh = new("cosh");
    internal static readonly Operator cosh_ = new("cosh_");
    internal static readonly Operator hypot = new("hypot");
    internal static readonly Operator sin = new("sin");
    internal static readonly Operator sin_ = new("sin_");
    internal static readonly Operator sinh = new("sinh");
    internal static readonly Operator sinh_ = new("sinh_");
    internal static readonly Operator tan = new("tan");
    internal static readonly Operator tan_ = new("tan_");
    internal static readonly Operator tanh = new("tanh");
    internal static readonly Operator tanh_ = new("tanh_");
}
