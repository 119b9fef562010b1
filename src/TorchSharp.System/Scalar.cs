using System.Numerics;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number of no particular tensor: integer, floating, boolean or complex. Numbers of C# convert to it.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly Kind Kind;
    internal readonly long Bits;
    internal readonly Complex Complex;

    private Scalar(Kind kind, long bits, torch.ScalarType type)
    {
        Kind = kind;
        Bits = bits;
        Type = type;
    }

    private Scalar(Complex value)
    {
        Kind = Kind.Complex;
        Complex = value;
        Type = torch.ScalarType.ComplexFloat64;
    }

    /// <summary>The element type that libtorch infers from the number: Int64, Float64, Bool or ComplexFloat64.</summary>
    public torch.ScalarType Type { get; }

    internal static Scalar Integer(long value) => new(Kind.Int, value, torch.ScalarType.Int64);

    internal static Scalar Real(double value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value), torch.ScalarType.Float64);

    internal static Scalar Flag(bool value) => new(Kind.Bool, value ? 1 : 0, torch.ScalarType.Bool);

    internal static Scalar From(NativeValue value) => value.Kind switch
    {
        Kind.Double => Real(value.Real),
        Kind.Bool => Flag(value.Integer != 0),
        _ => Integer(value.Integer),
    };

    internal double AsDouble => Kind switch
    {
        Kind.Double => BitConverter.Int64BitsToDouble(Bits),
        Kind.Complex => Complex.Real,
        _ => Bits,
    };

    internal Complex AsComplex => Kind == Kind.Complex ? Complex : AsDouble;

    internal long AsLong => Kind is Kind.Double or Kind.Complex ? (long)AsDouble : Bits;

    /// <summary>Converts a number.</summary>
    public static implicit operator Scalar(byte value) => Integer(value);

    /// <summary>Converts a number.</summary>
    public static implicit operator Scalar(sbyte value) => Integer(value);

    /// <summary>Converts a number.</summary>
    public static implicit operator Scalar(short value) => Integer(value);

    /// <summary>Converts a number.</summary>
    public static implicit operator Scalar(int value) => Integer(value);

    /// <summary>Converts a number.</summary>
    public static implicit operator Scalar(long value) => Integer(value);

    /// <summary>Converts a number.</summary>
    public static implicit operator Scalar(Half value) => Real((double)value);

    /// <summary>Converts a number.</summary>
    public static implicit operator Scalar(float value) => Real(value);

    /// <summary>Converts a number.</summary>
    public static implicit operator Scalar(double value) => Real(value);

    /// <summary>Converts a truth value.</summary>
    public static implicit operator Scalar(bool value) => Flag(value);

    /// <summary>Converts a complex number.</summary>
    public static implicit operator Scalar(Complex value) => new(value);

    /// <summary>Converts a number.</summary>
    public static implicit operator Scalar(BFloat16 value) => Real(value.ToSingle());

    /// <summary>Converts a complex number of a real and an imaginary part.</summary>
    public static implicit operator Scalar((float, float) value) => new(new Complex(value.Item1, value.Item2));

    /// <summary>Does nothing here: the number lives in managed memory. It exists because the package's scalar owns native memory.</summary>
    public void Dispose()
    {
    }
}
