using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether both elements are true, that is not 0.</summary>
        public Tensor logical_and(Tensor other) => Aten.logical_and.Tensor(this, other);

        /// <summary>Whether both elements are true, that is not 0, in place.</summary>
        public Tensor logical_and_(Tensor other) => Aten.logical_and_.InPlace(this, other);

        /// <summary>Whether at least one of both elements is true, that is not 0.</summary>
        public Tensor logical_or(Tensor other) => Aten.logical_or.Tensor(this, other);

        /// <summary>Whether at least one of both elements is true, that is not 0, in place.</summary>
        public Tensor logical_or_(Tensor other) => Aten.logical_or_.InPlace(this, other);

        /// <summary>Whether exactly one of both elements is true, that is not 0.</summary>
        public Tensor logical_xor(Tensor other) => Aten.logical_xor.Tensor(this, other);

        /// <summary>Whether exactly one of both elements is true, that is not 0, in place.</summary>
        public Tensor logical_xor_(Tensor other) => Aten.logical_xor_.InPlace(this, other);

        /// <summary>Whether each element is 0.</summary>
        public Tensor logical_not() => Aten.logical_not.Tensor(this);

        /// <summary>Whether each element is 0, in place.</summary>
        public Tensor logical_not_() => Aten.logical_not_.InPlace(this);

        /// <summary>The bits that both elements have.</summary>
        public Tensor bitwise_and(Tensor other) => Aten.bitwise_and_Tensor.Tensor(this, other);

        /// <summary>The bits that both elements have, in place.</summary>
        public Tensor bitwise_and_(Tensor other) => Aten.bitwise_and__Tensor.InPlace(this, other);

        /// <summary>The bits that at least one of both elements has.</summary>
        public Tensor bitwise_or(Tensor other) => Aten.bitwise_or_Tensor.Tensor(this, other);

        /// <summary>The bits that at least one of both elements has, in place.</summary>
        public Tensor bitwise_or_(Tensor other) => Aten.bitwise_or__Tensor.InPlace(this, other);

        /// <summary>The bits that exactly one of both elements has.</summary>
        public Tensor bitwise_xor(Tensor other) => Aten.bitwise_xor_Tensor.Tensor(this, other);

        /// <summary>The bits that exactly one of both elements has, in place.</summary>
        public Tensor bitwise_xor_(Tensor other) => Aten.bitwise_xor__Tensor.InPlace(this, other);

        /// <summary>Every bit inverted.</summary>
        public Tensor bitwise_not() => Aten.bitwise_not.Tensor(this);

        /// <summary>Every bit inverted, in place.</summary>
        public Tensor bitwise_not_() => Aten.bitwise_not_.InPlace(this);

        /// <summary>The bits shifted towards higher places.</summary>
        public Tensor bitwise_left_shift(Tensor other) => Aten.bitwise_left_shift_Tensor.Tensor(this, other);

        /// <summary>The bits shifted towards higher places, in place.</summary>
        public Tensor bitwise_left_shift_(Tensor other) => Aten.bitwise_left_shift__Tensor.InPlace(this, other);

        /// <summary>The bits shifted towards lower places.</summary>
        public Tensor bitwise_right_shift(Tensor other) => Aten.bitwise_right_shift_Tensor.Tensor(this, other);

        /// <summary>The bits shifted towards lower places, in place.</summary>
        public Tensor bitwise_right_shift_(Tensor other) => Aten.bitwise_right_shift__Tensor.InPlace(this, other);
    }
}
