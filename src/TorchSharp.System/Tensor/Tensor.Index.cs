using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A part of the tensor, by Python's rules: numbers, ranges and new dimensions give views, tensors of indices give copies.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements that tensors of indices, one for each dimension, or a mask select.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>One slice of the first dimension; a view.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Picked([i1]);
            set => Assign([i1], value);
        }

        /// <summary>One place of the first two dimensions; a view.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Picked([i1, i2]);
            set => Assign([i1, i2], value);
        }

        /// <summary>One place of the first three dimensions; a view.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Picked([i1, i2, i3]);
            set => Assign([i1, i2, i3], value);
        }

        /// <summary>One place of the first four dimensions; a view.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Picked([i1, i2, i3, i4]);
            set => Assign([i1, i2, i3, i4], value);
        }

        /// <summary>One place of the first five dimensions; a view.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Picked([i1, i2, i3, i4, i5]);
            set => Assign([i1, i2, i3, i4, i5], value);
        }

        /// <summary>One place of the first six dimensions; a view.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Picked([i1, i2, i3, i4, i5, i6]);
            set => Assign([i1, i2, i3, i4, i5, i6], value);
        }

        /// <summary>One place of the first dimensions; a view.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => Picked(indices);
            set => Assign(indices, value);
        }

        /// <summary>A part of the tensor, by Python's rules: numbers, ranges and new dimensions give views, tensors of indices give copies.</summary>
        public Tensor index(params TensorIndex[] indices) => TensorIndexing.Get(this, indices);

        /// <summary>The elements that tensors of indices, one for each dimension, or a mask select.</summary>
        public Tensor index(params Tensor[] indices) => TensorIndexing.Get(this, Wrapped(indices));

        /// <summary>Writes a tensor into a part of this one; shapes broadcast.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>Writes a tensor into the elements that tensors of indices or a mask select.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Wrapped(indices), false);

        /// <summary>Writes a number into a part of this tensor.</summary>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var one = torch.full([], value, dtype, device);
            return index_put_(one, indices, false);
        }

        /// <summary>Writes a number into the elements that tensors of indices or a mask select.</summary>
        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Wrapped(indices));

        /// <summary>Writes a tensor into a part of this one, or adds it there, repeated indices included.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            TensorIndexing.Put(this, indices, value, accumulate);
            return this;
        }

        /// <summary>Writes a tensor into the elements that tensors of indices select, or adds it there.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => index_put_(value, Wrapped(indices), accumulate);

        /// <summary>A range along a dimension with a step; a view.</summary>
        /// <exception cref="ArgumentException">The step is not positive.</exception>
        public Tensor slice(long dim, long start, long finish, long step) => step > 0
            ? Interop.Aten.slice_Tensor.Tensor(this, dim, start, finish, step)
            : throw new ArgumentException(FormattableString.Invariant($"The step of a slice is positive, not {step}."), nameof(step));

        private static TensorIndex[] Wrapped(Tensor[] indices) => Array.ConvertAll(indices, TensorIndex.Tensor);

        private Tensor Picked(long[] places)
        {
            var current = this;
            foreach (var place in places)
            {
                var next = current.select(0, place);
                if (!ReferenceEquals(current, this))
                {
                    current.Dispose();
                }

                current = next;
            }

            return ReferenceEquals(current, this) ? alias() : current;
        }

        private void Assign(long[] places, Tensor value)
        {
            using var part = Picked(places);
            using var fitting = TensorIndexing.Fitting(value, part.ndim);
            part.copy_(fitting);
        }
    }
}
