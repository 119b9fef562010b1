namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator empty_memory_format = new("empty", "memory_format");
    internal static readonly Operator full = new("full");
    internal static readonly Operator ones = new("ones");
    internal static readonly Operator rand_generator = new("rand", "generator");
    internal static readonly Operator randn_generator = new("randn", "generator");
    internal static readonly Operator randperm_generator_out = new("randperm", "generator_out");
    internal static readonly Operator rsub_Scalar = new("rsub", "Scalar");
    internal static readonly Operator unflatten_int = new("unflatten", "int");
    internal static readonly Operator zeros = new("zeros");
}
