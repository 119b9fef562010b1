using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of all elements, in another element type if given.</summary>
        public Tensor sum(ScalarType? type = null) => Aten.sum.Tensor(this, type);

        /// <summary>The sum along a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Aten.sum_dim_IntList.Tensor(this, new[] { dim }, keepdim, type);

        /// <summary>The sum along two dimensions.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            Aten.sum_dim_IntList.Tensor(this, new[] { dim0, dim1 }, keepdim, type);

        /// <summary>The sum along three dimensions.</summary>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            Aten.sum_dim_IntList.Tensor(this, new[] { dim0, dim1, dim2 }, keepdim, type);

        /// <summary>The sum along some dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.sum_dim_IntList.Tensor(this, dim, keepdim, type);

        /// <summary>The sum along some dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.sum_dim_IntList.Tensor(this, dim.ToArray(), keepdim, type);

        /// <summary>The sum of the elements that are numbers.</summary>
        public Tensor nansum() => Aten.nansum.Tensor(this);

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Aten.mean.Tensor(this);

        /// <summary>The mean along some dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.mean_dim.Tensor(this, dimensions, keepdim, type);

        /// <summary>The mean of the elements that are numbers.</summary>
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Aten.nanmean.Tensor(this, dim is { } one ? new long[] { one } : null, keepdim, dtype);

        /// <summary>The product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Aten.prod.Tensor(this, type);

        /// <summary>The product along a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.prod_dim_int.Tensor(this, dim, keepdim, type);

        /// <summary>The smallest element.</summary>
        public Tensor min() => Aten.min.Tensor(this);

        /// <summary>The smaller of each pair.</summary>
        public Tensor min(Tensor other) => Aten.minimum.Tensor(this, other);

        /// <summary>The smallest elements along a dimension and where they are.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.min_dim.Two(this, dim, keepdim);

        /// <summary>The largest element.</summary>
        public Tensor max() => Aten.max.Tensor(this);

        /// <summary>The larger of each pair.</summary>
        public Tensor max(Tensor other) => Aten.maximum.Tensor(this, other);

        /// <summary>The largest elements along a dimension and where they are.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.max_dim.Two(this, dim, keepdim);

        /// <summary>The largest elements along some dimensions; along all if none are given.</summary>
        public Tensor amax(params long[] dims) => Aten.amax.Tensor(this, dims);

        /// <summary>The largest elements along some dimensions; along all if none are given.</summary>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Aten.amax.Tensor(this, dims, keepdim) : Aten.amax_out.Tensor(this, dims, keepdim, @out);

        /// <summary>The largest elements along some dimensions; along all if none are given.</summary>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);

        /// <summary>The smallest elements along some dimensions; along all if none are given.</summary>
        public Tensor amin(params long[] dims) => Aten.amin.Tensor(this, dims);

        /// <summary>The smallest elements along some dimensions; along all if none are given.</summary>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Aten.amin.Tensor(this, dims, keepdim) : Aten.amin_out.Tensor(this, dims, keepdim, @out);

        /// <summary>The smallest elements along some dimensions; along all if none are given.</summary>
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);

        /// <summary>The smallest and the largest elements, of all or along a dimension.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Aten.aminmax.Two(this, dim, keepdim);

        /// <summary>Where in the flattened tensor the largest element is.</summary>
        public Tensor argmax() => Aten.argmax.Tensor(this);

        /// <summary>Where along a dimension the largest elements are.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Aten.argmax.Tensor(this, dim, keepdim);

        /// <summary>Where in the flattened tensor the smallest element is.</summary>
        public Tensor argmin() => Aten.argmin.Tensor(this);

        /// <summary>Where along a dimension the smallest elements are.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Aten.argmin.Tensor(this, dim, keepdim);

        /// <summary>Whether all elements are true, that is not 0.</summary>
        public Tensor all() => Aten.all.Tensor(this);

        /// <summary>Whether all elements along a dimension are true, that is not 0.</summary>
        public Tensor all(long dim, bool keepdim = false) => Aten.all_dim.Tensor(this, dim, keepdim);

        /// <summary>Whether any element is true, that is not 0.</summary>
        public Tensor any() => Aten.any.Tensor(this);

        /// <summary>Whether any element along a dimension is true, that is not 0.</summary>
        public Tensor any(long dim, bool keepdim = false) => Aten.any_dim.Tensor(this, dim, keepdim);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2) => Aten.norm_Scalar.Tensor(this, p);

        /// <summary>The p-norm along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Aten.norm_ScalarOpt_dim.Tensor(this, p, new long[] { dim }, keepdim);
    }
}
