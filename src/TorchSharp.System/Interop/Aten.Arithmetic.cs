namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator add_Scalar = new("add", "Scalar");
    internal static readonly Operator add_Tensor = new("add", "Tensor");
    internal static readonly Operator add__Scalar = new("add_", "Scalar");
    internal static readonly Operator add__Tensor = new("add_", "Tensor");
    internal static readonly Operator div_Scalar = new("div", "Scalar");
    internal static readonly Operator div_Scalar_mode = new("div", "Scalar_mode");
    internal static readonly Operator div_Tensor = new("div", "Tensor");
    internal static readonly Operator div_Tensor_mode = new("div", "Tensor_mode");
    internal static readonly Operator div__Scalar = new("div_", "Scalar");
    internal static readonly Operator div__Scalar_mode = new("div_", "Scalar_mode");
    internal static readonly Operator div__Tensor = new("div_", "Tensor");
    internal static readonly Operator div__Tensor_mode = new("div_", "Tensor_mode");
    internal static readonly Operator fmod_Scalar = new("fmod", "Scalar");
    internal static readonly Operator fmod_Tensor = new("fmod", "Tensor");
    internal static readonly Operator fmod__Scalar = new("fmod_", "Scalar");
    internal static readonly Operator fmod__Tensor = new("fmod_", "Tensor");
    internal static readonly Operator mul_Scalar = new("mul", "Scalar");
    internal static readonly Operator mul_Tensor = new("mul", "Tensor");
    internal static readonly Operator mul__Scalar = new("mul_", "Scalar");
    internal static readonly Operator mul__Tensor = new("mul_", "Tensor");
    internal static readonly Operator remainder_Scalar = new("remainder", "Scalar");
    internal static readonly Operator remainder_Tensor = new("remainder", "Tensor");
    internal static readonly Operator remainder__Scalar = new("remainder_", "Scalar");
    internal static readonly Operator remainder__Tensor = new("remainder_", "Tensor");
    internal static readonly Operator sub_Scalar = new("sub", "Scalar");
    internal static readonly Operator sub_Tensor = new("sub", "Tensor");
    internal static readonly Operator sub__Scalar = new("sub_", "Scalar");
    internal static readonly Operator sub__Tensor = new("sub_", "Tensor");
}
