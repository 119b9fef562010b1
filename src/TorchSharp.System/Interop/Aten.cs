namespace TorchSharp.Interop;

/// <summary>
/// libtorch's operators by name: a field <c>name_overload</c> for each that is used, found at its first call. Parts of this class stand
/// beside the code that uses them.
/// </summary>
internal static partial class Aten
{
    internal static readonly Operator local_scalar_dense = new("_local_scalar_dense");
}
