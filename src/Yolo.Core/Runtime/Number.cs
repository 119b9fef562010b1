using System.Diagnostics.CodeAnalysis;
using TorchSharp;

namespace Yolo.Runtime;

/// <summary>A number beside a tensor, for the operations of <see cref="TensorArithmetic"/>; made of a C# number without a word.</summary>
/// <remarks>
/// TorchSharp 0.107 makes an object of libtorch of every number that is handed to an operator, passes its address on and keeps nothing alive: a
/// garbage collection in the middle of the call frees it, and libtorch reads whatever is there by then. Here it is kept until the call is over,
/// which is why nothing else in this library may make a <see cref="Scalar"/>: the compiler refuses it (BannedSymbols.txt).
/// </remarks>
public readonly struct Number
{
    private readonly double real;
    private readonly long whole;
    private readonly bool isWhole;

    private Number(double value) => real = value;

    private Number(long value) => (whole, isWhole) = (value, true);

    /// <summary>A floating-point number, which does not change the type of a floating-point tensor.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "It is handed over, never asked for by name.")]
    public static implicit operator Number(double value) => new(value);

    /// <summary>A whole number, which does not change the type of any tensor but one of booleans.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "It is handed over, never asked for by name.")]
    public static implicit operator Number(long value) => new(value);

    /// <summary>A whole number, as of 64 bits.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "It is handed over, never asked for by name.")]
    public static implicit operator Number(int value) => new((long)value);

    /// <summary>What libtorch takes. Whoever asks for it disposes it when libtorch has returned, and so keeps it until then.</summary>
#pragma warning disable RS0030 // The one place that may.
    internal Scalar ToScalar() => isWhole ? whole.ToScalar() : real.ToScalar();
#pragma warning restore RS0030
}
