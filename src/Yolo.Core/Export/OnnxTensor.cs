using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>A constant of a graph: a tensor while the graph is put together, bytes from then on.</summary>
/// <param name="value">Name, type and shape.</param>
/// <param name="numbers">The numbers, of any floating type or 64-bit integers. Owned from now on.</param>
internal sealed class OnnxTensor(OnnxValue value, Tensor numbers)
{
    private byte[]? bytes;

    /// <summary>Name, type and shape.</summary>
    public OnnxValue Value { get; private set; } = value;

    /// <summary>The numbers, while the graph is put together.</summary>
    public Tensor Numbers { get; private set; } = numbers;

    /// <summary>The numbers as the file has them: little-endian, row by row. Only after <see cref="Seal"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Puts others in their place, under the same name.</summary>
    public void Replace(Tensor other)
    {
        Numbers.Dispose();
        Numbers = other.DetachFromDisposeScope();
        Value.Shape = other.shape;
    }

    /// <summary>Turns the tensor into bytes and disposes it.</summary>
    public void Seal()
    {
        if (bytes is not null)
        {
            return;
        }

        using (NewDisposeScope())
        {
            var plain = Numbers.cpu().to(ElementType(Value.Type)).contiguous();
            bytes = plain.bytes.ToArray();
        }

        Numbers.Dispose();
    }

    /// <summary>Forgets the bytes.</summary>
    public void DropBytes() => bytes = [];

    /// <summary>Whole numbers of a small constant, such as a shape.</summary>
    public IReadOnlyList<long> Integers()
    {
        using var plain = Numbers.contiguous();
        return MemoryMarshal.Cast<byte, long>(plain.bytes).ToArray();
    }

    private static ScalarType ElementType(OnnxType type) => type switch
    {
        OnnxType.Float16 => ScalarType.Float16,
        OnnxType.Int64 => ScalarType.Int64,
        _ => ScalarType.Float32,
    };
}
