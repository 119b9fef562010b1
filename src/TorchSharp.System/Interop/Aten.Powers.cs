namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator float_power_Tensor_Tensor = new("float_power", "Tensor_Tensor");
    internal static readonly Operator float_power__Tensor = new("float_power_", "Tensor");
    internal static readonly Operator pow_Tensor_Scalar = new("pow", "Tensor_Scalar");
    internal static readonly Operator pow_Tensor_Tensor = new("pow", "Tensor_Tensor");
    internal static readonly Operator pow__Scalar = new("pow_", "Scalar");
    internal static readonly Operator pow__Tensor = new("pow_", "Tensor");
}
