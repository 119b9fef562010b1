using System.Numerics;

namespace TorchSharp.Interop;

/// <summary>
/// One argument of an operator on the managed side. Whatever an operator takes converts to it, so that a call reads
/// <c>Aten.add_Tensor.Tensor(self, other, alpha)</c>. It lives on the caller's stack and keeps the tensors it names alive for the call.
/// </summary>
internal readonly struct Value
{
    internal readonly Kind Kind;
    internal readonly long Bits;
    internal readonly object? Object;

    private Value(Kind kind, long bits = 0, object? reference = null)
    {
        Kind = kind;
        Bits = bits;
        Object = reference;
    }

    /// <summary>Python's <c>None</c>.</summary>
    internal static Value None => default;

    /// <summary>The default value of the operator's schema.</summary>
    internal static Value Default => new(Kind.Default);

    /// <summary>A <c>Tensor?[]</c>, as indexing takes it; null entries mean "the whole dimension".</summary>
    internal static Value Optional(torch.Tensor?[] tensors) => new(Kind.OptionalTensorList, 0, tensors);

    public static implicit operator Value(torch.Tensor? value) => value is null ? None : new(Kind.Tensor, 0, value);
    public static implicit operator Value(torch.Tensor[] values) => new(Kind.TensorList, 0, values);
    public static implicit operator Value(double value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Value(double? value) => value is { } number ? (Value)number : None;
    public static implicit operator Value(long value) => new(Kind.Int, value);
    public static implicit operator Value(long? value) => value is { } number ? (Value)number : None;
    public static implicit operator Value(int value) => new(Kind.Int, value);
    public static implicit operator Value(bool value) => new(Kind.Bool, value ? 1 : 0);
    public static implicit operator Value(bool? value) => value is { } flag ? (Value)flag : None;
    public static implicit operator Value(string? value) => value is null ? None : new(Kind.String, 0, value);
    public static implicit operator Value(long[]? values) => values is null ? None : new(Kind.IntList, 0, values);
    public static implicit operator Value(double[]? values) => values is null ? None : new(Kind.DoubleList, 0, values);
    public static implicit operator Value(bool[]? values) => values is null ? None : new(Kind.BoolList, 0, values);
    public static implicit operator Value(torch.ScalarType value) => new(Kind.Int, (long)value);
    public static implicit operator Value(torch.ScalarType? value) => value is { } type ? (Value)type : None;
    public static implicit operator Value(torch.Device? value) => value is null ? None : new(Kind.Device, value.Packed);
    public static implicit operator Value(torch.Generator? value) => value is null ? None : new(Kind.Generator, 0, value);

    public static implicit operator Value(Scalar? value) => value switch
    {
        null => None,
        { Kind: Kind.Complex } => new(Kind.Complex, 0, value),
        _ => new(value.Kind, value.Bits),
    };

    public static implicit operator Value(Complex value) => (Scalar)value;

    /// <summary>How many 8-byte cells the native form needs beside its own 16 bytes.</summary>
    internal int Cells => Kind switch
    {
        Kind.IntList => ((long[])Object!).Length,
        Kind.DoubleList => ((double[])Object!).Length,
        Kind.BoolList => ((bool[])Object!).Length,
        Kind.TensorList or Kind.OptionalTensorList => ((torch.Tensor?[])Object!).Length,
        Kind.String => (System.Text.Encoding.UTF8.GetByteCount((string)Object!) + 7) / 8,
        Kind.Complex => 2,
        _ => 0,
    };

    /// <summary>Writes the native form; lists go into <paramref name="cells"/>, whose memory must not move until the call is over.</summary>
    internal unsafe NativeValue Lower(Span<long> cells)
    {
        var native = new NativeValue { Kind = Kind, Integer = Bits };
        switch (Kind)
        {
            case Kind.Tensor:
                native.Pointer = ((torch.Tensor)Object!).Handle;
                return native;
            case Kind.Generator:
                native.Pointer = ((torch.Generator)Object!).Handle;
                return native;
            case Kind.IntList:
                ((long[])Object!).CopyTo(cells);
                break;
            case Kind.DoubleList:
                System.Runtime.InteropServices.MemoryMarshal.Cast<double, long>((double[])Object!).CopyTo(cells);
                break;
            case Kind.BoolList:
                var flags = (bool[])Object!;
                for (var i = 0; i < flags.Length; i++)
                {
                    cells[i] = flags[i] ? 1 : 0;
                }

                break;
            case Kind.TensorList:
            case Kind.OptionalTensorList:
                var tensors = (torch.Tensor?[])Object!;
                for (var i = 0; i < tensors.Length; i++)
                {
                    cells[i] = tensors[i]?.Handle ?? IntPtr.Zero;
                }

                break;
            case Kind.Complex:
                var complex = ((Scalar)Object!).Complex;
                cells[0] = BitConverter.DoubleToInt64Bits(complex.Real);
                cells[1] = BitConverter.DoubleToInt64Bits(complex.Imaginary);
                break;
            case Kind.String:
                native.Count = System.Text.Encoding.UTF8.GetBytes((string)Object!, System.Runtime.InteropServices.MemoryMarshal.AsBytes(cells));
                native.Pointer = Address(cells);
                return native;
            default:
                return native;
        }

        native.Count = cells.Length;
        native.Pointer = Address(cells);
        return native;
    }

    private static unsafe IntPtr Address(Span<long> cells) =>
        (IntPtr)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(cells));

    /// <summary>Keeps what the argument names alive up to here, so that no finalizer frees it during the call.</summary>
    internal void KeepAlive() => GC.KeepAlive(Object);
}
