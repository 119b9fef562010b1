namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor without dimensions of one value.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<double>([scalar], [], dtype, device, requires_grad, null);

    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor tensor(
        IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<double>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor tensor(
        double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<double>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<double>(Elements<double>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<double>(Elements<double>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<double>(Elements<double>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<double>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        Memory<double> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<double>(rawArray.Span, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix with a copy of the values.</summary>
    public static Tensor tensor(
        IList<double> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<double>(rawArray.ToArray(), [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions with a copy of the values.</summary>
    public static Tensor tensor(
        IList<double> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<double>(rawArray.ToArray(), [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions with a copy of the values.</summary>
    public static Tensor tensor(
        IList<double> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<double>(rawArray.ToArray(), [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);
}
