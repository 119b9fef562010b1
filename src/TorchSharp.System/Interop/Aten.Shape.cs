namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator adjoint = new("adjoint");
    internal static readonly Operator broadcast_to = new("broadcast_to");
    internal static readonly Operator expand = new("expand");
    internal static readonly Operator expand_as = new("expand_as");
    internal static readonly Operator flatten_using_ints = new("flatten", "using_ints");
    internal static readonly Operator permute = new("permute");
    internal static readonly Operator ravel = new("ravel");
    internal static readonly Operator reshape = new("reshape");
    internal static readonly Operator squeeze = new("squeeze");
    internal static readonly Operator squeeze_dim = new("squeeze", "dim");
    internal static readonly Operator squeeze_ = new("squeeze_");
    internal static readonly Operator squeeze__dim = new("squeeze_", "dim");
    internal static readonly Operator t = new("t");
    internal static readonly Operator transpose_int = new("transpose", "int");
    internal static readonly Operator transpose_ = new("transpose_");
    internal static readonly Operator unsqueeze = new("unsqueeze");
    internal static readonly Operator unsqueeze_ = new("unsqueeze_");
    internal static readonly Operator view = new("view");
}
