namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator _unique2 = new("_unique2");
    internal static readonly Operator can_cast = new("can_cast");
    internal static readonly Operator promote_types = new("promote_types");
    internal static readonly Operator result_type_Tensor = new("result_type", "Tensor");
    internal static readonly Operator unique_consecutive = new("unique_consecutive");
    internal static readonly Operator unique_dim = new("unique_dim");
}
