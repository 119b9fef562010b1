using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether the memory cannot be paged out.</summary>
        public bool is_pinned() => Aten.is_pinned.Number(this).Integer != 0;

        /// <summary>Whether the only element differs from 0.</summary>
        public bool is_nonzero() => Aten.is_nonzero.Number(this).Integer != 0;

        /// <summary>Whether the elements are to be read conjugated.</summary>
        public bool is_conj() => Aten.is_conj.Number(this).Integer != 0;

        /// <summary>Whether the elements are to be read negated.</summary>
        public bool is_neg() => Aten.is_neg.Number(this).Integer != 0;

        /// <summary>With a lazy conjugation carried out.</summary>
        public Tensor resolve_conj() => Aten.resolve_conj.Tensor(this);

        /// <summary>With a lazy negation carried out.</summary>
        public Tensor resolve_neg() => Aten.resolve_neg.Tensor(this);

        /// <summary>The conjugate of each element, lazily.</summary>
        public Tensor conj() => Aten.conj.Tensor(this);

        /// <summary>The conjugate of each element.</summary>
        public Tensor conj_physical() => Aten.conj_physical.Tensor(this);

        /// <summary>The conjugate of each element, in place.</summary>
        public Tensor conj_physical_() => Aten.conj_physical_.InPlace(this);

        /// <summary>The angle of each complex element.</summary>
        public Tensor angle() => Aten.angle.Tensor(this);

        /// <summary>Pairs in the last dimension as complex numbers; a view.</summary>
        public Tensor view_as_complex() => Aten.view_as_complex.Tensor(this);

        /// <summary>Complex numbers as pairs in a new last dimension; a view.</summary>
        public Tensor view_as_real() => Aten.view_as_real.Tensor(this);
    }
}
