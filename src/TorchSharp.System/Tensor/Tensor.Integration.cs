using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The integral along a dimension by the trapezoid rule, at distances dx.</summary>
        public Tensor trapezoid(double dx = 1, long dim = -1) => Aten.trapezoid_dx.Tensor(this, dx, dim);

        /// <summary>The integral along a dimension by the trapezoid rule, at the places x.</summary>
        public Tensor trapezoid(Tensor x, long dim = -1) => Aten.trapezoid_x.Tensor(this, x, dim);

        /// <summary>The running integral along a dimension by the trapezoid rule, at distances dx.</summary>
        public Tensor cumulative_trapezoid(double dx = 1, long dim = -1) => Aten.cumulative_trapezoid_dx.Tensor(this, dx, dim);

        /// <summary>The running integral along a dimension by the trapezoid rule, at the places x.</summary>
        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => Aten.cumulative_trapezoid_x.Tensor(this, x, dim);
    }
}
