using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The standard deviation of all elements.</summary>
        public Tensor std(bool unbiased = true) => Aten.std.Tensor(this, unbiased);

        /// <summary>The standard deviation along a dimension.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(new[] { dim }, unbiased, keepdim, type);

        /// <summary>The standard deviation along two dimensions.</summary>
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(new[] { dim.Item1, dim.Item2 }, unbiased, keepdim, type);

        /// <summary>The standard deviation along three dimensions.</summary>
        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(new[] { dim.Item1, dim.Item2, dim.Item3 }, unbiased, keepdim, type);

        /// <summary>The standard deviation along some dimensions.</summary>
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(dimensions.ToArray(), unbiased, keepdim, type);

        /// <summary>The standard deviation along some dimensions.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Aten.std_dim.Tensor(this, dimensions, unbiased, keepdim);

        /// <summary>The variance of all elements.</summary>
        public Tensor var(bool unbiased = true) => Aten.var.Tensor(this, unbiased);

        /// <summary>The variance along a dimension.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(new[] { dim }, unbiased, keepdim, type);

        /// <summary>The variance along two dimensions.</summary>
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(new[] { dim.Item1, dim.Item2 }, unbiased, keepdim, type);

        /// <summary>The variance along three dimensions.</summary>
        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(new[] { dim.Item1, dim.Item2, dim.Item3 }, unbiased, keepdim, type);

        /// <summary>The variance along some dimensions.</summary>
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(dimensions.ToArray(), unbiased, keepdim, type);

        /// <summary>The variance along some dimensions.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Aten.var_dim.Tensor(this, dimensions, unbiased, keepdim);

        /// <summary>The standard deviation and the mean of all elements.</summary>
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Aten.std_mean.Two(this, unbiased);

        /// <summary>The standard deviation and the mean along a dimension.</summary>
        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean(new[] { dim }, unbiased, keepdim, type);

        /// <summary>The standard deviation and the mean along two dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean(new[] { dim.Item1, dim.Item2 }, unbiased, keepdim, type);

        /// <summary>The standard deviation and the mean along three dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean(new[] { dim.Item1, dim.Item2, dim.Item3 }, unbiased, keepdim, type);

        /// <summary>The standard deviation and the mean along some dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Aten.std_mean_dim.Two(this, dimensions, unbiased, keepdim);

        /// <summary>The standard deviation and the mean along some dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean(dimensions.ToArray(), unbiased, keepdim, type);

        /// <summary>The variance and the mean of all elements.</summary>
        public (Tensor var, Tensor mean) var_mean(bool unbiased = true) => Aten.var_mean.Two(this, unbiased);

        /// <summary>The variance and the mean along a dimension.</summary>
        public (Tensor var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean(new[] { dim }, unbiased, keepdim, type);

        /// <summary>The variance and the mean along two dimensions.</summary>
        public (Tensor var, Tensor mean) var_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean(new[] { dim.Item1, dim.Item2 }, unbiased, keepdim, type);

        /// <summary>The variance and the mean along three dimensions.</summary>
        public (Tensor var, Tensor mean) var_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean(new[] { dim.Item1, dim.Item2, dim.Item3 }, unbiased, keepdim, type);

        /// <summary>The variance and the mean along some dimensions.</summary>
        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Aten.var_mean_dim.Two(this, dimensions, unbiased, keepdim);

        /// <summary>The variance and the mean along some dimensions.</summary>
        public (Tensor std, Tensor mean) var_mean(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean(dimensions.ToArray(), unbiased, keepdim, type);

        /// <summary>How often each number occurs in a tensor of integers, or the sum of its weights.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.bincount.Tensor(this, weights, minlength);

        /// <summary>How many elements fall into each of equal bins between min and max, or between the extremes if both are 0.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.histc.Tensor(this, bins, min, max);

        /// <summary>The sum of a matrix's diagonal.</summary>
        public Tensor trace() => Aten.trace.Tensor(this);

        /// <summary>The differences of neighbours along a dimension, n times.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Aten.diff.Tensor(this, n, dim, prepend, append);

        /// <summary>Slices along a dimension scaled down to a p-norm of at most maxnorm.</summary>
        public Tensor renorm(float p, long dim, float maxnorm) => Aten.renorm.Tensor(this, p, dim, maxnorm);
    }
}
