namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator clone = new("clone");
    internal static readonly Operator contiguous = new("contiguous");
    internal static readonly Operator copy_ = new("copy_");
    internal static readonly Operator detach = new("detach");
    internal static readonly Operator detach_ = new("detach_");
    internal static readonly Operator pin_memory = new("pin_memory");
    internal static readonly Operator set__source_Tensor = new("set_", "source_Tensor");
}
