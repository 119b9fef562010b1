namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor without dimensions of one value.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<long>([scalar], [], dtype, device, requires_grad, null);

    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor tensor(
        long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<long>(dataArray, [dataArray.Length], dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor tensor(
        IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<long>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<long>(Elements<long>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<long>(Elements<long>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<long>(Elements<long>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        IList<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<long>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<long>(dataArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        Memory<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<long>(rawArray.Span, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix with a copy of the values.</summary>
    public static Tensor tensor(
        IList<long> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<long>(rawArray.ToArray(), [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions with a copy of the values.</summary>
    public static Tensor tensor(
        IList<long> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<long>(rawArray.ToArray(), [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions with a copy of the values.</summary>
    public static Tensor tensor(
        IList<long> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<long>(rawArray.ToArray(), [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);
}
