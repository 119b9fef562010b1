using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The sum of all elements, in another element type if given.</summary>
    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    /// <summary>The sum along a dimension.</summary>
    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    /// <summary>The sum along some dimensions.</summary>
    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    /// <summary>The sum of the elements that are numbers.</summary>
    public static Tensor nansum(Tensor input) => input.nansum();

    /// <summary>The mean of all elements.</summary>
    public static Tensor mean(Tensor input) => input.mean();

    /// <summary>The mean along some dimensions.</summary>
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
        input.mean(dimensions, keepdim, type);

    /// <summary>The mean of the elements that are numbers.</summary>
    public static Tensor nanmean(Tensor input, int? dim = null, bool keepdim = false, ScalarType? dtype = null) => input.nanmean(dim, keepdim, dtype);

    /// <summary>The product of all elements.</summary>
    public static Tensor prod(Tensor input, ScalarType? type = null) => input.prod(type);

    /// <summary>The product along a dimension.</summary>
    public static Tensor prod(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.prod(dim, keepdim, type);

    /// <summary>The smallest element.</summary>
    public static Tensor min(Tensor input) => input.min();

    /// <summary>The smaller of each pair.</summary>
    public static Tensor min(Tensor input, Tensor other) => input.min(other);

    /// <summary>The smallest elements along a dimension and where they are.</summary>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

    /// <summary>The largest element.</summary>
    public static Tensor max(Tensor input) => input.max();

    /// <summary>The larger of each pair.</summary>
    public static Tensor max(Tensor input, Tensor other) => input.max(other);

    /// <summary>The largest elements along a dimension and where they are.</summary>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

    /// <summary>The largest elements along some dimensions; along all if none are given.</summary>
    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    /// <summary>The largest elements along some dimensions; along all if none are given.</summary>
    public static Tensor amax(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    /// <summary>The smallest elements along some dimensions; along all if none are given.</summary>
    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    /// <summary>The smallest elements along some dimensions; along all if none are given.</summary>
    public static Tensor amin(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    /// <summary>The largest elements along some dimensions; along all if none are given.</summary>
    public static Tensor amax(Tensor input, long[] dims) => Aten.amax.Tensor(input, dims);

    /// <summary>The smallest and the largest elements, of all or along a dimension.</summary>
    public static (Tensor min, Tensor max) aminmax(Tensor input, long? dim = null, bool keepdim = false) => input.aminmax(dim, keepdim);

    /// <summary>Where in the flattened tensor the largest element is.</summary>
    public static Tensor argmax(Tensor input) => input.argmax();

    /// <summary>Where along a dimension the largest elements are.</summary>
    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    /// <summary>Where in the flattened tensor the smallest element is.</summary>
    public static Tensor argmin(Tensor input) => input.argmin();

    /// <summary>Where along a dimension the smallest elements are.</summary>
    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => input.argmin(dim, keepdim);

    /// <summary>Whether all elements are true, that is not 0.</summary>
    public static Tensor all(Tensor input) => input.all();

    /// <summary>Whether all elements along a dimension are true, that is not 0.</summary>
    public static Tensor all(Tensor input, long dim, bool keepdim = false) => input.all(dim, keepdim);

    /// <summary>Whether any element is true, that is not 0.</summary>
    public static Tensor any(Tensor input) => input.any();

    /// <summary>Whether any element along a dimension is true, that is not 0.</summary>
    public static Tensor any(Tensor input, long dim, bool keepdim = false) => input.any(dim, keepdim);

    /// <summary>The p-norm of all elements.</summary>
    public static Tensor norm(Tensor input, float p = 2) => input.norm(p);

    /// <summary>The p-norm along a dimension.</summary>
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2) => input.norm(dimension, keepdim, p);

    /// <summary>The 2-norm of all elements.</summary>
    public static Tensor norm(Tensor input) => input.norm(2f);
}
