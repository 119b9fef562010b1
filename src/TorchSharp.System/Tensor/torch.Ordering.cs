using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The elements along a dimension in order, and where they came from.</summary>
    public static (Tensor values, Tensor indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) =>
        input.sort(dim, descending, stable);

    /// <summary>Where the elements along a dimension come from when they are put in order.</summary>
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => input.argsort(dim, descending);

    /// <summary>The elements along the first dimension in order.</summary>
    public static Tensor msort(Tensor tensor) => tensor.msort();

    /// <summary>The k largest or smallest elements along a dimension and where they are.</summary>
    public static (Tensor values, Tensor indices) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        tensor.topk(k, dim, largest, sorted);

    /// <summary>The k-th smallest elements along a dimension, the last unless told otherwise, and where they are.</summary>
    public static (Tensor values, Tensor indices) kthvalue(Tensor input, long k, long? dim, bool keepdim = false) => input.kthvalue(k, dim, keepdim);

    /// <summary>The index of the bucket of each element, between sorted boundaries.</summary>
    public static Tensor bucketize(Tensor input, Tensor boundaries, bool outInt32 = false, bool right = false) =>
        input.bucketize(boundaries, outInt32, right);

    /// <summary>Where in a sorted sequence each value would be inserted.</summary>
    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null) =>
        Aten.searchsorted_Tensor.Tensor(sorted_sequence, values, out_int32, right, Value.None, sorter);

    /// <summary>Where in a sorted sequence a value would be inserted.</summary>
    public static Tensor searchsorted(Tensor sorted_sequence, Scalar values, bool out_int32, bool right, Tensor sorter) =>
        Aten.searchsorted_Scalar.Tensor(sorted_sequence, values, out_int32, right, Value.None, sorter);
}
