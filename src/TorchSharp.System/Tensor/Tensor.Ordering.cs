using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements along a dimension in order, and where they came from.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.sort_stable.Two(this, stable, dim, descending);

        /// <summary>Where the elements along a dimension come from when they are put in order.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.argsort.Tensor(this, dim, descending);

        /// <summary>The elements along the first dimension in order.</summary>
        public Tensor msort() => Aten.msort.Tensor(this);

        /// <summary>The k largest or smallest elements along a dimension and where they are.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.topk.Two(this, k, dim, largest, sorted);

        /// <summary>The k-th smallest elements along a dimension, the last unless told otherwise, and where they are.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Aten.kthvalue.Two(this, k, dim ?? -1, keepdim);

        /// <summary>The index of the bucket of each element, between sorted boundaries.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Aten.bucketize_Tensor.Tensor(this, boundaries, outInt32, right);
    }
}
