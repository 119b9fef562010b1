namespace TorchSharp;

public static partial class torch
{
    /// <summary>The standard deviation of all elements.</summary>
    public static Tensor std(Tensor input, bool unbiased = true) => input.std(unbiased);

    /// <summary>The standard deviation along a dimension.</summary>
    public static Tensor std(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation along two dimensions.</summary>
    public static Tensor std(Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation along three dimensions.</summary>
    public static Tensor std(Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation along some dimensions.</summary>
    public static Tensor std(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>The variance of all elements.</summary>
    public static Tensor var(Tensor input, bool unbiased = true) => input.var(unbiased);

    /// <summary>The variance along a dimension.</summary>
    public static Tensor var(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var(dimensions, unbiased, keepdim, type);

    /// <summary>The variance along two dimensions.</summary>
    public static Tensor var(Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var(dimensions, unbiased, keepdim, type);

    /// <summary>The variance along three dimensions.</summary>
    public static Tensor var(Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var(dimensions, unbiased, keepdim, type);

    /// <summary>The variance along some dimensions.</summary>
    public static Tensor var(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation and the mean of all elements.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, bool unbiased = true) => input.std_mean(unbiased);

    /// <summary>The standard deviation and the mean along a dimension.</summary>
    public static (Tensor std, Tensor mean) std_mean(
        Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation and the mean along two dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(
        Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation and the mean along three dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(
        Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation and the mean along some dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(
        Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation and the mean along some dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(
        Tensor input, ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The variance and the mean of all elements.</summary>
    public static (Tensor var, Tensor mean) var_mean(Tensor input, bool unbiased = true) => input.var_mean(unbiased);

    /// <summary>The variance and the mean along a dimension.</summary>
    public static (Tensor var, Tensor mean) var_mean(
        Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The variance and the mean along two dimensions.</summary>
    public static (Tensor var, Tensor mean) var_mean(
        Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The variance and the mean along three dimensions.</summary>
    public static (Tensor var, Tensor mean) var_mean(
        Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The variance and the mean along some dimensions.</summary>
    public static (Tensor var, Tensor mean) var_mean(
        Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The variance and the mean along some dimensions.</summary>
    public static (Tensor var, Tensor mean) var_mean(
        Tensor input, ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>How often each number occurs in a tensor of integers, or the sum of its weights.</summary>
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => input.bincount(weights, minlength);

    /// <summary>How many elements fall into each of equal bins between min and max, or between the extremes if both are 0.</summary>
    public static Tensor histc(Tensor input, long bins = 100, long min = 0, long max = 0) => input.histc(bins, min, max);

    /// <summary>The sum of a matrix's diagonal.</summary>
    public static Tensor trace(Tensor input) => input.trace();

    /// <summary>The differences of neighbours along a dimension, n times.</summary>
    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
        input.diff(n, dim, prepend, append);

    /// <summary>Slices along a dimension scaled down to a p-norm of at most maxnorm.</summary>
    public static Tensor renorm(Tensor input, float p, long dim, float maxnorm) => input.renorm(p, dim, maxnorm);
}
