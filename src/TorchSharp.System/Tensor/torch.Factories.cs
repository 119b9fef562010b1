using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

// What the factories have in common.
public static partial class torch
{
    private static Tensor Make(Operator factory, long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Finish(factory.Tensor(size, dtype ?? defaultType, Value.None, InitializeDevice(device)), requires_grad, names);

    private static Tensor Draw(
        Operator factory, long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names) =>
        Finish(factory.Tensor(size, generator, dtype ?? defaultType, Value.None, InitializeDevice(device)), requires_grad, names);

    private static Tensor Full(long[] size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Finish(Aten.full.Tensor(size, value, dtype ?? defaultType, Value.None, InitializeDevice(device)), requires_grad, names);

    private static Tensor Finish(Tensor tensor, bool requires_grad, string[]? names = null)
    {
        Unnamed(names, tensor);
        return requires_grad ? tensor.requires_grad_() : tensor;
    }

    /// <summary>Names of dimensions are an experiment of PyTorch's that this assembly does not carry.</summary>
    private static Tensor Unnamed(string[]? names, Tensor tensor)
    {
        if (names is { Length: > 0 })
        {
            throw new NotSupportedException("Dimensions cannot be given names here: leave 'names' out.");
        }

        return tensor;
    }

    private static ScalarType RangeType(Scalar start, Scalar stop, Scalar step) =>
        is_integral(start.Type) && is_integral(stop.Type) && is_integral(step.Type) ? ScalarType.Int64 : defaultType;

    private static double Drawn(Tensor one)
    {
        using (one)
        {
            return one.item<double>();
        }
    }

    /// <summary>Copies values of C# into a new tensor.</summary>
    private static Tensor Copy<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        var shape = dimensions.ToArray();
        var count = Count(shape, values.Length);
        var tensor = Aten.empty_memory_format.Tensor(shape, ScalarTypeOf(typeof(T)), Value.None, CPU);
        MemoryMarshal.AsBytes(values[..count]).CopyTo(MemoryMarshal.CreateSpan(ref tensor.First(), count * Unsafe.SizeOf<T>()));
        return Finish(Placed(tensor, dtype, device), requires_grad, names);
    }

    /// <summary>The tensor with the type and on the device that a factory was asked for; what it came from is disposed.</summary>
    private static Tensor Placed(Tensor tensor, ScalarType? dtype, Device? device)
    {
        var type = dtype ?? tensor.dtype;
        var place = InitializeDevice(device);
        return type == tensor.dtype && place.type == DeviceType.CPU ? tensor : tensor.to(type, place, disposeAfter: true);
    }

    private static int Count(long[] shape, long available)
    {
        var count = shape.Aggregate(1L, (product, size) => checked(product * size));
        return count >= 0 && count <= available
            ? (int)count
            : throw new ArgumentException(FormattableString.Invariant(
                $"A tensor of shape [{string.Join(", ", shape)}] takes {count} values, {available} were given."));
    }

    private static ReadOnlySpan<T> Elements<T>(Array array)
        where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static long[] Shape(Array array)
    {
        var shape = new long[array.Rank];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = array.GetLongLength(i);
        }

        return shape;
    }

    private static ScalarType ScalarTypeOf(Type? type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => ScalarType.Bool,
        TypeCode.Byte => ScalarType.Byte,
        TypeCode.SByte => ScalarType.Int8,
        TypeCode.Int16 => ScalarType.Int16,
        TypeCode.Int32 => ScalarType.Int32,
        TypeCode.Int64 => ScalarType.Int64,
        TypeCode.Single => ScalarType.Float32,
        TypeCode.Double => ScalarType.Float64,
        _ when type == typeof(Half) => ScalarType.Float16,
        _ when type == typeof(BFloat16) => ScalarType.BFloat16,
        _ when type == typeof((float, float)) => ScalarType.ComplexFloat32,
        _ when type == typeof(System.Numerics.Complex) => ScalarType.ComplexFloat64,
        _ => throw new NotSupportedException($"The type {type?.FullName} is not supported as an element of a tensor."),
    };
}
