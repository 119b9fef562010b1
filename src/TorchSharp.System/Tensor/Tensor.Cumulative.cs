using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The running sum along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.cumsum.Tensor(this, dim, type);

        /// <summary>The running product along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.cumprod.Tensor(this, dim, type);

        /// <summary>The running maximum along a dimension and where it is.</summary>
        public (Tensor values, Tensor indexes) cummax(long dim) => Aten.cummax.Two(this, dim);

        /// <summary>The running minimum along a dimension and where it is.</summary>
        public (Tensor values, Tensor indexes) cummin(long dim) => Aten.cummin.Two(this, dim);

        /// <summary>The logarithm of the running sum of exp(x) along a dimension.</summary>
        public Tensor logcumsumexp(long dim) => Aten.logcumsumexp.Tensor(this, dim);

        /// <summary>The logarithm of the sum of exp(x) along a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.logsumexp.Tensor(this, new[] { dim }, keepdim);

        /// <summary>How many elements differ from 0, of all or along some dimensions.</summary>
        public Tensor count_nonzero(long[]? dims = null) =>
            dims is null ? Aten.count_nonzero.Tensor(this) : Aten.count_nonzero_dim_IntList.Tensor(this, dims);

        /// <summary>The median of all elements, the lower one if there are two.</summary>
        public Tensor median() => Aten.median.Tensor(this);

        /// <summary>The median of the elements that are numbers.</summary>
        public Tensor nanmedian() => Aten.nanmedian.Tensor(this);

        /// <summary>Quantiles along a dimension, interpolated linearly.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.quantile.Tensor(this, q, dim, keepdim);

        /// <summary>Quantiles along a dimension of the elements that are numbers.</summary>
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.nanquantile.Tensor(this, q, dim, keepdim);

        /// <summary>The most frequent elements along a dimension and where one of them is.</summary>
        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false) => Aten.mode.Two(this, dim, keepdim);
    }
}
