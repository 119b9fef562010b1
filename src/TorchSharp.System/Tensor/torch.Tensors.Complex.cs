using System.Numerics;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor without dimensions of one value.</summary>
    public static Tensor tensor(Complex scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<Complex>([scalar], [], dtype, device, requires_grad, null);

    /// <summary>A tensor without dimensions of one value.</summary>
    public static Tensor tensor(
        (double Real, double Imaginary) scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<Complex>([new Complex(scalar.Real, scalar.Imaginary)], [], dtype, device, requires_grad, null);

    /// <summary>A tensor without dimensions of one value.</summary>
    public static Tensor tensor((float Real, float Imaginary) scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<(float, float)>([scalar], [], dtype, device, requires_grad, null);

    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor tensor(
        (float Real, float Imaginary)[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<(float, float)>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor tensor(
        IList<(float Real, float Imaginary)> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<(float, float)>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        (float Real, float Imaginary)[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<(float, float)>(Elements<(float, float)>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        (float Real, float Imaginary)[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<(float, float)>(Elements<(float, float)>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        (float Real, float Imaginary)[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<(float, float)>(Elements<(float, float)>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor tensor(
        Complex[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<Complex>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor tensor(
        IList<Complex> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<Complex>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        Complex[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<Complex>(Elements<Complex>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        Complex[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<Complex>(Elements<Complex>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the values and the shape of the array.</summary>
    public static Tensor tensor(
        Complex[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy<Complex>(Elements<Complex>(rawArray), Shape(rawArray), dtype, device, requires_grad, names);

    /// <summary>A tensor without dimensions of one complex number.</summary>
    public static Tensor tensor(double real, double imaginary, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<Complex>([new Complex(real, imaginary)], [], dtype, device, requires_grad, null);

    /// <summary>A tensor without dimensions of one complex number.</summary>
    public static Tensor tensor(float real, float imaginary, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<(float, float)>([(real, imaginary)], [], dtype, device, requires_grad, null);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        IList<(float Real, float Imaginary)> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<(float, float)>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        (float Real, float Imaginary)[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<(float, float)>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        IList<Complex> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Complex>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        Complex[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Complex>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of given shape with a copy of the values.</summary>
    public static Tensor tensor(
        Memory<Complex> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Complex>(rawArray.Span, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix with a copy of the values.</summary>
    public static Tensor tensor(
        IList<(float Real, float Imaginary)> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<(float, float)>(rawArray.ToArray(), [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A matrix with a copy of the values.</summary>
    public static Tensor tensor(
        IList<Complex> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Complex>(rawArray.ToArray(), [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions with a copy of the values.</summary>
    public static Tensor tensor(
        IList<(float Real, float Imaginary)> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<(float, float)>(rawArray.ToArray(), [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions with a copy of the values.</summary>
    public static Tensor tensor(
        IList<Complex> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<Complex>(rawArray.ToArray(), [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions with a copy of the values.</summary>
    public static Tensor tensor(
        IList<(float Real, float Imaginary)> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<(float, float)>(rawArray.ToArray(), [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions with a copy of the values.</summary>
    public static Tensor tensor(
        IList<Complex> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<Complex>(rawArray.ToArray(), [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);
}
