namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator chunk = new("chunk");
    internal static readonly Operator dsplit_array = new("dsplit", "array");
    internal static readonly Operator dsplit_int = new("dsplit", "int");
    internal static readonly Operator hsplit_array = new("hsplit", "array");
    internal static readonly Operator hsplit_int = new("hsplit", "int");
    internal static readonly Operator split_Tensor = new("split", "Tensor");
    internal static readonly Operator split_with_sizes = new("split_with_sizes");
    internal static readonly Operator tensor_split_indices = new("tensor_split", "indices");
    internal static readonly Operator tensor_split_sections = new("tensor_split", "sections");
    internal static readonly Operator tensor_split_tensor_indices_or_sections = new("tensor_split", "tensor_indices_or_sections");
    internal static readonly Operator unbind_int = new("unbind", "int");
    internal static readonly Operator vsplit_array = new("vsplit", "array");
    internal static readonly Operator vsplit_int = new("vsplit", "int");
}
