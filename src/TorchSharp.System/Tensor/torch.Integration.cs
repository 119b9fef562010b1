namespace TorchSharp;

public static partial class torch
{
    /// <summary>The integral along a dimension by the trapezoid rule, at distances dx.</summary>
    public static Tensor trapezoid(Tensor y, double dx = 1, long dim = -1) => y.trapezoid(dx, dim);

    /// <summary>The integral along a dimension by the trapezoid rule, at the places x.</summary>
    public static Tensor trapezoid(Tensor y, Tensor x, long dim = -1) => y.trapezoid(x, dim);

    /// <summary>The running integral along a dimension by the trapezoid rule, at distances dx.</summary>
    public static Tensor cumulative_trapezoid(Tensor y, double dx = 1, long dim = -1) => y.cumulative_trapezoid(dx, dim);

    /// <summary>The running integral along a dimension by the trapezoid rule, at the places x.</summary>
    public static Tensor cumulative_trapezoid(Tensor y, Tensor x, long dim = -1) => y.cumulative_trapezoid(x, dim);

    /// <summary>The integral along a dimension by the trapezoid rule, at distances dx.</summary>
    public static Tensor trapz(Tensor y, double dx = 1, long dim = -1) => y.trapezoid(dx, dim);

    /// <summary>The integral along a dimension by the trapezoid rule, at the places x.</summary>
    public static Tensor trapz(Tensor y, Tensor x, long dim = -1) => y.trapezoid(x, dim);
}
