using System.Numerics;

namespace TorchSharp;

/// <summary>Conversions between numbers of C# and <see cref="Scalar"/>.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>Converts a number.</summary>
    public static Scalar ToScalar(this byte value) => value;

    /// <summary>Converts a number.</summary>
    public static Scalar ToScalar(this sbyte value) => value;

    /// <summary>Converts a number.</summary>
    public static Scalar ToScalar(this short value) => value;

    /// <summary>Converts a number.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>Converts a number.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>Converts a number.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>Converts a number.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>Converts a truth value.</summary>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>The number in half precision.</summary>
    public static Half ToHalf(this Scalar value) => (Half)value.AsDouble;

    /// <summary>The number in single precision.</summary>
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;

    /// <summary>The number in double precision.</summary>
    public static double ToDouble(this Scalar value) => value.AsDouble;

    /// <summary>The number as an integer, cut towards zero.</summary>
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.AsLong;

    /// <summary>The number as an integer, cut towards zero.</summary>
    public static byte ToByte(this Scalar value) => (byte)value.AsLong;

    /// <summary>The number as an integer, cut towards zero.</summary>
    public static short ToInt16(this Scalar value) => (short)value.AsLong;

    /// <summary>The number as an integer, cut towards zero.</summary>
    public static int ToInt32(this Scalar value) => (int)value.AsLong;

    /// <summary>The number as an integer, cut towards zero.</summary>
    public static long ToInt64(this Scalar value) => value.AsLong;

    /// <summary>True unless the number is zero.</summary>
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;

    /// <summary>Converts a number.</summary>
    public static Scalar ToScalar(this Half value) => value;

    /// <summary>Converts a number.</summary>
    public static Scalar ToScalar(this BFloat16 value) => value;

    /// <summary>Converts a complex number of a real and an imaginary part.</summary>
    public static Scalar ToScalar(this (float, float) value) => value;

    /// <summary>Converts a complex number.</summary>
    public static Scalar ToScalar(this Complex value) => value;

    /// <summary>Rounds a number to 16 bits, then converts it.</summary>
    public static Scalar ToBFloat16Scalar(this float value) => new BFloat16(value);

    /// <summary>The number in 16-bit brain floating point.</summary>
    public static BFloat16 ToBFloat16(this Scalar value) => new((float)value.AsDouble);

    /// <summary>The number as a real and an imaginary part.</summary>
    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) =>
        ((float)value.AsComplex.Real, (float)value.AsComplex.Imaginary);

    /// <summary>The number as a complex one.</summary>
    public static Complex ToComplexFloat64(this Scalar value) => value.AsComplex;
}
