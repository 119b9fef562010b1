namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator index_Tensor = new("index", "Tensor");
    internal static readonly Operator index_put_ = new("index_put_");
    internal static readonly Operator slice_Tensor = new("slice", "Tensor");
}
