namespace TorchSharp;

public static partial class torch
{
    /// <summary>Whether elements are equal; shapes broadcast.</summary>
    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    /// <summary>Whether elements differ; shapes broadcast.</summary>
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);

    /// <summary>Whether each element is below the other; shapes broadcast.</summary>
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);

    /// <summary>Whether each element is not above the other; shapes broadcast.</summary>
    public static Tensor le(Tensor left, Tensor right) => left.le(right);

    /// <summary>Whether each element is above the other; shapes broadcast.</summary>
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);

    /// <summary>Whether each element is not below the other; shapes broadcast.</summary>
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);

    /// <summary>Whether elements are equal, element by element; shapes broadcast.</summary>
    public static Tensor equal(Tensor tensor, Tensor target) => tensor.equal(target);

    /// <summary>Whether elements differ; shapes broadcast.</summary>
    public static Tensor not_equal(Tensor tensor, Tensor target) => tensor.not_equal(target);

    /// <summary>Whether each element is below the other.</summary>
    public static Tensor less(Tensor tensor, Tensor target) => tensor.less(target);

    /// <summary>Whether each element is not above the other.</summary>
    public static Tensor less_equal(Tensor tensor, Tensor target) => tensor.less_equal(target);

    /// <summary>Whether each element is above the other.</summary>
    public static Tensor greater(Tensor tensor, Tensor target) => tensor.greater(target);

    /// <summary>Whether each element is not below the other.</summary>
    public static Tensor greater_equal(Tensor tensor, Tensor target) => tensor.greater_equal(target);

    /// <summary>Whether all elements are close: no further apart than atol + rtol·|target|.</summary>
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);

    /// <summary>Whether each element is close: no further apart than atol + rtol·|other|.</summary>
    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1e-5, double atol = 1e-8, bool nanEqual = false) =>
        tensor.isclose(other, rtol, atol, nanEqual);

    /// <summary>Whether each element is among others.</summary>
    public static Tensor isin(Tensor tensor, Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
        tensor.isin(test_elements, assumeUnique, invert);
}
