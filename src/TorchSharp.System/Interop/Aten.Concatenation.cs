namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator block_diag = new("block_diag");
    internal static readonly Operator broadcast_tensors = new("broadcast_tensors");
    internal static readonly Operator cartesian_prod = new("cartesian_prod");
    internal static readonly Operator cat = new("cat");
    internal static readonly Operator column_stack = new("column_stack");
    internal static readonly Operator combinations = new("combinations");
    internal static readonly Operator dstack = new("dstack");
    internal static readonly Operator hstack = new("hstack");
    internal static readonly Operator meshgrid_indexing = new("meshgrid", "indexing");
    internal static readonly Operator stack = new("stack");
    internal static readonly Operator vstack = new("vstack");
}
