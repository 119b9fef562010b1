using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum; shapes broadcast.</summary>
        public Tensor add(Tensor target) => Aten.add_Tensor.Tensor(this, target);

        /// <summary>The sum with <paramref name="alpha"/> times the other; shapes broadcast.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Aten.add_Tensor.Tensor(this, target, alpha);

        /// <summary>Adds to this tensor.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Aten.add__Tensor.InPlace(this, target, alpha);
    }
}
