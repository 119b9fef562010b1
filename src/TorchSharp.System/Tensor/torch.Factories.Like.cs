namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor like this one of numbers that are uniform in [0, 1).</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.rand_like(dtype, device, requires_grad);

    /// <summary>A tensor like this one of numbers of the standard normal distribution.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.randn_like(dtype, device, requires_grad);

    /// <summary>A tensor like this one of integers from [low, high).</summary>
    public static Tensor randint_like(
        Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.randint_like(low, high, dtype, device, requires_grad);

    /// <summary>A tensor like another whose elements are not set.</summary>
    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(names, input).empty_like(dtype, device, requires_grad);

    /// <summary>A tensor like another full of zeros.</summary>
    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(names, input).zeros_like(dtype, device, requires_grad);

    /// <summary>A tensor like another full of ones.</summary>
    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(names, input).ones_like(dtype, device, requires_grad);

    /// <summary>A tensor like another full of one number.</summary>
    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(names, input).full_like(value, dtype, device, requires_grad);
}
