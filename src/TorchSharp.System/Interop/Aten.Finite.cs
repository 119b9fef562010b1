namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator frexp_Tensor = new("frexp", "Tensor");
    internal static readonly Operator isfinite = new("isfinite");
    internal static readonly Operator isinf = new("isinf");
    internal static readonly Operator isnan = new("isnan");
    internal static readonly Operator isneginf = new("isneginf");
    internal static readonly Operator isposinf = new("isposinf");
    internal static readonly Operator isreal = new("isreal");
    internal static readonly Operator nan_to_num = new("nan_to_num");
    internal static readonly Operator nan_to_num_ = new("nan_to_num_");
}
