namespace TorchSharp;

public static partial class torch
{
    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor tensor(
        Half[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<Half>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor tensor(
        IList<Half> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<Half>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        Half[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<Half>(Elements<Half>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        Half[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<Half>(Elements<Half>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        Half[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<Half>(Elements<Half>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        IList<Half> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Half>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        Half[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Half>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        Memory<Half> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Half>(rawArray.Span, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix with a copy of the values.</summary>
    public static Tensor tensor(
        IList<Half> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Half>(rawArray.ToArray(), [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions with a copy of the values.</summary>
    public static Tensor tensor(
        IList<Half> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Half>(rawArray.ToArray(), [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions with a copy of the values.</summary>
    public static Tensor tensor(
        IList<Half> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Half>(rawArray.ToArray(), [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);
}
