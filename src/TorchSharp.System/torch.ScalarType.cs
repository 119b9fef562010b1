namespace TorchSharp;

public static partial class torch
{
    /// <summary>The type of a tensor's elements; the numbers are libtorch's.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned, 8 bits.</summary>
        Byte = 0,

        /// <summary>Signed, 8 bits.</summary>
        Int8 = 1,

        /// <summary>Signed, 16 bits.</summary>
        Int16 = 2,

        /// <summary>Signed, 32 bits.</summary>
        Int32 = 3,

        /// <summary>Signed, 64 bits.</summary>
        Int64 = 4,

        /// <summary>IEEE half precision.</summary>
        Float16 = 5,

        /// <summary>IEEE single precision.</summary>
        Float32 = 6,

        /// <summary>IEEE double precision.</summary>
        Float64 = 7,

        /// <summary>Two single-precision numbers.</summary>
        ComplexFloat32 = 9,

        /// <summary>Two double-precision numbers.</summary>
        ComplexFloat64 = 10,

        /// <summary>One byte, 0 or 1.</summary>
        Bool = 11,

        /// <summary>Quantized, signed, 8 bits.</summary>
        QInt8 = 12,

        /// <summary>Quantized, unsigned, 8 bits.</summary>
        QUInt8 = 13,

        /// <summary>Quantized, signed, 32 bits.</summary>
        QInt32 = 14,

        /// <summary>Single precision with the lower 16 bits cut off.</summary>
        BFloat16 = 15,
    }

#pragma warning disable CA2211 // TorchSharp's element types are plain static fields.
    /// <summary>Unsigned, 8 bits.</summary>
    public static ScalarType uint8 = ScalarType.Byte;

    /// <summary>Signed, 8 bits.</summary>
    public static ScalarType int8 = ScalarType.Int8;

    /// <summary>Signed, 16 bits.</summary>
    public static ScalarType int16 = ScalarType.Int16;

    /// <summary>Signed, 32 bits.</summary>
    public static ScalarType int32 = ScalarType.Int32;

    /// <summary>Signed, 64 bits.</summary>
    public static ScalarType int64 = ScalarType.Int64;

    /// <summary>IEEE half precision.</summary>
    public static ScalarType float16 = ScalarType.Float16;

    /// <summary>IEEE half precision.</summary>
    public static ScalarType half = ScalarType.Float16;

    /// <summary>Single precision with the lower 16 bits cut off.</summary>
    public static ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>IEEE single precision.</summary>
    public static ScalarType float32 = ScalarType.Float32;

    /// <summary>IEEE double precision.</summary>
    public static ScalarType float64 = ScalarType.Float64;

    /// <summary>One byte, 0 or 1.</summary>
    public static ScalarType @bool = ScalarType.Bool;

    /// <summary>Signed, 64 bits.</summary>
    public static ScalarType @long = ScalarType.Int64;

    /// <summary>Signed, 32 bits.</summary>
    public static ScalarType @int = ScalarType.Int32;

    /// <summary>IEEE single precision.</summary>
    public static ScalarType @float = ScalarType.Float32;

    /// <summary>IEEE double precision.</summary>
    public static ScalarType @double = ScalarType.Float64;

    /// <summary>Signed, 16 bits.</summary>
    public static ScalarType @short = ScalarType.Int16;

    /// <summary>Two single-precision numbers.</summary>
    public static ScalarType complex64 = ScalarType.ComplexFloat32;

    /// <summary>Two single-precision numbers.</summary>
    public static ScalarType cfloat = ScalarType.ComplexFloat32;

    /// <summary>Two double-precision numbers.</summary>
    public static ScalarType complex128 = ScalarType.ComplexFloat64;

    /// <summary>Two double-precision numbers.</summary>
    public static ScalarType cdouble = ScalarType.ComplexFloat64;
#pragma warning restore CA2211

    private static ScalarType defaultType = ScalarType.Float32;

    /// <summary>The element type of factories that are not told one: Float32 unless <see cref="set_default_dtype"/> changed it.</summary>
    public static ScalarType get_default_dtype() => defaultType;

    /// <summary>Sets the element type of factories that are not told one; a floating type.</summary>
    public static void set_default_dtype(ScalarType dtype) => defaultType = dtype;

    /// <summary>True for integer types and Bool.</summary>
    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    /// <summary>True for real floating types.</summary>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    /// <summary>True for complex types.</summary>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    /// <summary>Bytes of one element.</summary>
    internal static int SizeOf(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.ComplexFloat64 => 16,
        _ => 8,
    };
}
