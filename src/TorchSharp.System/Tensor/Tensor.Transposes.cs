using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>All dimensions in reverse order; a view.</summary>
        public Tensor T => Aten.numpy_T.Tensor(this);

        /// <summary>A matrix transposed and conjugated; a view.</summary>
        public Tensor H => Aten.matrix_H.Tensor(this);

        /// <summary>The last two dimensions exchanged; a view.</summary>
        public Tensor mT => Aten.mT.Tensor(this);

        /// <summary>The last two dimensions exchanged and conjugated; a view.</summary>
        public Tensor mH => Aten.mH.Tensor(this);

        /// <summary>The real part; a view.</summary>
        public Tensor real => Aten.real.Tensor(this);

        /// <summary>The imaginary part; a view.</summary>
        public Tensor imag => Aten.imag.Tensor(this);
    }
}
