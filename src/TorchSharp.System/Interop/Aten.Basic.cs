namespace TorchSharp.Interop;

// What modules, initialisation and optimizers need of the plain tensor operations.
internal static partial class Aten
{
    internal static readonly Operator empty_memory_format = new("empty", "memory_format");
    internal static readonly Operator alias = new("alias");
    internal static readonly Operator copy_ = new("copy_");
    internal static readonly Operator zero_ = new("zero_");
    internal static readonly Operator fill__Scalar = new("fill_", "Scalar");
    internal static readonly Operator uniform_ = new("uniform_");
    internal static readonly Operator normal_ = new("normal_");
    internal static readonly Operator flatten_using_ints = new("flatten", "using_ints");
    internal static readonly Operator add__Scalar = new("add_", "Scalar");
    internal static readonly Operator norm_ScalarOpt_dim = new("norm", "ScalarOpt_dim");
    internal static readonly Operator clamp_min = new("clamp_min");
    internal static readonly Operator div_Tensor = new("div", "Tensor");
}
