namespace TorchSharp.Interop;

// One call for many tensors: what optimizers use.
internal static partial class Aten
{
    internal static readonly Operator foreach_add_List = new("_foreach_add", "List");
    internal static readonly Operator foreach_add__List = new("_foreach_add_", "List");
    internal static readonly Operator foreach_add__Scalar = new("_foreach_add_", "Scalar");
    internal static readonly Operator foreach_mul__Scalar = new("_foreach_mul_", "Scalar");
    internal static readonly Operator foreach_div_Scalar = new("_foreach_div", "Scalar");
    internal static readonly Operator foreach_div__Scalar = new("_foreach_div_", "Scalar");
    internal static readonly Operator foreach_addcmul_Scalar = new("_foreach_addcmul", "Scalar");
    internal static readonly Operator foreach_addcmul__Scalar = new("_foreach_addcmul_", "Scalar");
    internal static readonly Operator foreach_addcdiv__Scalar = new("_foreach_addcdiv_", "Scalar");
    internal static readonly Operator foreach_sqrt = new("_foreach_sqrt");
    internal static readonly Operator foreach_sqrt_ = new("_foreach_sqrt_");
    internal static readonly Operator foreach_abs = new("_foreach_abs");
    internal static readonly Operator foreach_neg = new("_foreach_neg");
    internal static readonly Operator foreach_maximum_List = new("_foreach_maximum", "List");
    internal static readonly Operator foreach_zero_ = new("_foreach_zero_");
    internal static readonly Operator foreach_norm_Scalar = new("_foreach_norm", "Scalar");
}
