using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The slices along a dimension whose numbers a vector lists.</summary>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    /// <summary>With alpha times slices of a source added at the listed slices.</summary>
    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) => input.index_add(dim, index, source, alpha);

    /// <summary>With alpha times slices of a source added at the listed slices, in place.</summary>
    public static Tensor index_add_(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) => input.index_add_(dim, index, source, alpha);

    /// <summary>With slices of a source put at the listed slices.</summary>
    public static Tensor index_copy(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy(dim, index, source);

    /// <summary>With slices of a source put at the listed slices, in place.</summary>
    public static Tensor index_copy_(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy_(dim, index, source);

    /// <summary>With the listed slices filled with a number.</summary>
    public static Tensor index_fill(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill(dim, index, value);

    /// <summary>With the listed slices filled with a number, in place.</summary>
    public static Tensor index_fill_(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill_(dim, index, value);

    /// <summary>One slice along a dimension, without that dimension; a view.</summary>
    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);

    /// <summary>A range along a dimension; a view.</summary>
    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);

    /// <summary>The elements where a mask is true, in one dimension.</summary>
    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);

    /// <summary>The elements that an index lists along a dimension.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    /// <summary>The elements that an index lists along a dimension.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) => Aten.gather.Tensor(input, dim, index, sparse_grad);

    /// <summary>With the source's elements written where an index says along a dimension.</summary>
    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => input.scatter(dim, index, src);

    /// <summary>With the source's elements written where an index says along a dimension, in place.</summary>
    public static Tensor scatter_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_(dim, index, src);

    /// <summary>With the source's elements added where an index says along a dimension.</summary>
    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add(dim, index, src);

    /// <summary>With the source's elements added where an index says along a dimension, in place.</summary>
    public static Tensor scatter_add_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add_(dim, index, src);

    /// <summary>A copy with one slice along a dimension replaced.</summary>
    public static Tensor select_scatter(Tensor input, Tensor src, long dim, long index) => input.select_scatter(src, dim, index);

    /// <summary>A copy with a range along a dimension replaced.</summary>
    public static Tensor slice_scatter(Tensor input, Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
        input.slice_scatter(src, dim, start, end, step);

    /// <summary>A copy with a diagonal replaced.</summary>
    public static Tensor diagonal_scatter(Tensor input, Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) =>
        input.diagonal_scatter(src, offset, dim1, dim2);

    /// <summary>The elements whose indices in the flattened tensor are listed.</summary>
    public static Tensor take(Tensor input, Tensor index) => input.take(index);

    /// <summary>The elements that an index lists along a dimension.</summary>
    public static Tensor take_along_dim(Tensor input, Tensor indices, long dim = 0) => input.take_along_dim(indices, dim);

    /// <summary>The elements of one tensor where a condition is true, the other's elsewhere.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.where_self.Tensor(condition, x, y);

    /// <summary>The indices of the true elements, one tensor for each dimension.</summary>
    public static Tensor[] where(Tensor condition) => Aten.nonzero_numpy.Many(condition);

    /// <summary>The indices of the elements that differ from 0, one row for each.</summary>
    public static Tensor nonzero(Tensor input) => input.nonzero();

    /// <summary>The indices of the elements that differ from 0, one row for each.</summary>
    public static Tensor argwhere(Tensor input) => input.argwhere();

    /// <summary>The indices of a matrix's elements on and below a diagonal, rows and columns.</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Aten.tril_indices.Tensor(row, col, offset, dtype, Value.None, InitializeDevice(device));

    /// <summary>The indices of a matrix's elements on and above a diagonal, rows and columns.</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Aten.triu_indices.Tensor(row, col, offset, dtype, Value.None, InitializeDevice(device));
}
