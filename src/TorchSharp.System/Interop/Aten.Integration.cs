namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator cumulative_trapezoid_dx = new("cumulative_trapezoid", "dx");
    internal static readonly Operator cumulative_trapezoid_x = new("cumulative_trapezoid", "x");
    internal static readonly Operator trapezoid_dx = new("trapezoid", "dx");
    internal static readonly Operator trapezoid_x = new("trapezoid", "x");
}
