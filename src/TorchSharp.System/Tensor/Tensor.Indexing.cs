using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The slices along a dimension whose numbers a vector lists.</summary>
        public Tensor index_select(long dim, Tensor index) => Aten.index_select.Tensor(this, dim, index);

        /// <summary>With alpha times slices of a source added at the listed slices.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add.Tensor(this, dim, index, source, alpha);

        /// <summary>With alpha times slices of a source added at the listed slices, in place.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add_.InPlace(this, dim, index, source, alpha);

        /// <summary>With slices of a source put at the listed slices.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.index_copy.Tensor(this, dim, index, source);

        /// <summary>With slices of a source put at the listed slices, in place.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.index_copy_.InPlace(this, dim, index, source);

        /// <summary>With the listed slices filled with a number.</summary>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.index_fill_int_Scalar.Tensor(this, dim, index, value);

        /// <summary>With the listed slices filled with a number, in place.</summary>
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Aten.index_fill__int_Scalar.InPlace(this, dim, index, value);

        /// <summary>One slice along a dimension, without that dimension; a view.</summary>
        public Tensor select(long dim, long index) => Aten.select_int.Tensor(this, dim, index);

        /// <summary>A range along a dimension; a view.</summary>
        public Tensor narrow(long dim, long start, long length) => Aten.narrow.Tensor(this, dim, start, length);

        /// <summary>The elements where a mask is true, in one dimension.</summary>
        public Tensor masked_select(Tensor mask) => Aten.masked_select.Tensor(this, mask);

        /// <summary>With a number where a mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill_Scalar.Tensor(this, mask, value);

        /// <summary>With a number where a mask is true, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.masked_fill__Scalar.InPlace(this, mask, value);

        /// <summary>With the elements of a source, in their order, where a mask is true.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.masked_scatter.Tensor(this, mask, value);

        /// <summary>With the elements of a source, in their order, where a mask is true, in place.</summary>
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Aten.masked_scatter_.InPlace(this, mask, value);

        /// <summary>The elements that an index lists along a dimension.</summary>
        public Tensor gather(long dim, Tensor index) => Aten.gather.Tensor(this, dim, index);

        /// <summary>With the source's elements written where an index says along a dimension.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.scatter_src.Tensor(this, dim, index, src);

        /// <summary>With the source's elements written where an index says along a dimension, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.scatter__src.InPlace(this, dim, index, src);

        /// <summary>With the source's elements added where an index says along a dimension.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.scatter_add.Tensor(this, dim, index, src);

        /// <summary>With the source's elements added where an index says along a dimension, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.scatter_add_.InPlace(this, dim, index, src);

        /// <summary>A copy with one slice along a dimension replaced.</summary>
        public Tensor select_scatter(Tensor src, long dim, long index) => Aten.select_scatter.Tensor(this, src, dim, index);

        /// <summary>A copy with a range along a dimension replaced.</summary>
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
            Aten.slice_scatter.Tensor(this, src, dim, start, end, step);

        /// <summary>A copy with a diagonal replaced.</summary>
        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) =>
            Aten.diagonal_scatter.Tensor(this, src, offset, dim1, dim2);

        /// <summary>The elements whose indices in the flattened tensor are listed.</summary>
        public Tensor take(Tensor index) => Aten.take.Tensor(this, index);

        /// <summary>The elements that an index lists in the flattened tensor.</summary>
        public Tensor take_along_dim(Tensor indices) => Aten.take_along_dim.Tensor(this, indices);

        /// <summary>The elements that an index lists along a dimension.</summary>
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.take_along_dim.Tensor(this, indices, dim);

        /// <summary>This tensor's elements where a condition is true, the other's elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => Aten.where_self.Tensor(condition, this, y);

        /// <summary>The indices of the elements that differ from 0, one row for each.</summary>
        public Tensor nonzero() => Aten.nonzero.Tensor(this);

        /// <summary>The indices of the elements that differ from 0, one tensor for each dimension.</summary>
        public IList<Tensor> nonzero_as_list() => Aten.nonzero_numpy.Many(this);

        /// <summary>The indices of the elements that differ from 0, one row for each.</summary>
        public Tensor argwhere() => Aten.argwhere.Tensor(this);

        /// <summary>Fills with a number.</summary>
        public Tensor fill_(Scalar value) => Aten.fill__Scalar.InPlace(this, value);

        /// <summary>Fills with zeros.</summary>
        public Tensor zero_() => Aten.zero_.InPlace(this);
    }
}
