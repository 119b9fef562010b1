namespace TorchSharp;

public static partial class torch
{
    /// <summary>What a floating type can hold.</summary>
    public struct FInfo
    {
        /// <summary>Bits of one number.</summary>
        public int bits;

        /// <summary>The distance from 1 to the next number.</summary>
        public double eps;

        /// <summary>The largest number.</summary>
        public double max;

        /// <summary>The least number.</summary>
        public double min;

        /// <summary>The smallest positive number of full precision.</summary>
        public double tiny;

        /// <summary>The smallest positive number of full precision.</summary>
        public double smallest_normal;

        /// <summary>The precision as a power of ten.</summary>
        public double resolution;
    }

    /// <summary>What the default element type can hold.</summary>
    public static FInfo finfo() => finfo(get_default_dtype());

    /// <summary>What a floating or complex element type can hold.</summary>
    /// <exception cref="ArgumentException">The type is neither.</exception>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.BFloat16 => Describe(16, 8, 127, 0.01),
        ScalarType.Float16 => Describe(16, 11, 15, 0.001),
        ScalarType.Float32 or ScalarType.ComplexFloat32 => Describe(32, 24, 127, 1e-6),
        ScalarType.Float64 or ScalarType.ComplexFloat64 => Describe(64, 53, 1023, 1e-15),
        _ => throw new ArgumentException($"{dtype} is neither a floating nor a complex type.", nameof(dtype)),
    };

    /// <summary>The largest number of an integer type.</summary>
    /// <exception cref="ArgumentException">The type is not one of integers.</exception>
    public static long max_int_value(ScalarType type) => type switch
    {
        ScalarType.Byte => byte.MaxValue,
        ScalarType.Int8 => sbyte.MaxValue,
        ScalarType.Int16 => short.MaxValue,
        ScalarType.Int32 => int.MaxValue,
        ScalarType.Int64 => long.MaxValue,
        _ => throw new ArgumentException($"{type} is not a type of integers.", nameof(type)),
    };

    // From the digits of the mantissa, the hidden one included, and the largest exponent.
    private static FInfo Describe(int bits, int digits, int exponent, double resolution)
    {
        var max = (2 - Math.ScaleB(1, 1 - digits)) * Math.ScaleB(1, exponent);
        var tiny = Math.ScaleB(1, 1 - exponent);
        var eps = Math.ScaleB(1, 1 - digits);
        return new FInfo { bits = bits, eps = eps, max = max, min = -max, tiny = tiny, smallest_normal = tiny, resolution = resolution };
    }
}
