namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator add_Tensor = new("add", "Tensor");
    internal static readonly Operator add_Scalar = new("add", "Scalar");
    internal static readonly Operator add__Tensor = new("add_", "Tensor");
}
