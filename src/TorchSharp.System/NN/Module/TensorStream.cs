using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>TorchSharp's own format of tensors in streams: type, number of dimensions and sizes as LEB128, then the elements, row by row.</summary>
internal static class TensorStream
{
    internal static void Save(torch.Tensor tensor, BinaryWriter writer)
    {
        using var none = NoGrad.Enter();
        using var local = tensor.cpu();
        using var rows = local.contiguous();
        Write(writer, (long)rows.dtype);
        Write(writer, rows.ndim);
        foreach (var size in rows.shape)
        {
            Write(writer, size);
        }

        writer.Write(rows.bytes);
    }

    /// <summary>Reads values into a tensor of the same type and shape.</summary>
    /// <exception cref="ArgumentException">Type or shape differ.</exception>
    internal static void Load(torch.Tensor tensor, BinaryReader reader)
    {
        var (type, shape) = Header(reader);
        if (type != tensor.dtype || !shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The stream holds {type} [{string.Join(", ", shape)}] where {tensor.dtype} [{string.Join(", ", tensor.shape)}] is expected: it belongs to another model."));
        }

        using var none = NoGrad.Enter();
        using var loaded = Body(reader, type, shape);
        Aten.copy_.InPlace(tensor, loaded);
    }

    /// <summary>Reads a tensor of whatever type and shape the stream holds.</summary>
    internal static torch.Tensor Load(BinaryReader reader)
    {
        var (type, shape) = Header(reader);
        return Body(reader, type, shape);
    }

    internal static void Write(BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    internal static long Read(BinaryReader reader) => reader.Read7BitEncodedInt64();

    private static (torch.ScalarType Type, long[] Shape) Header(BinaryReader reader)
    {
        var type = (torch.ScalarType)Read(reader);
        var shape = new long[Read(reader)];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = Read(reader);
        }

        return (type, shape);
    }

    private static torch.Tensor Body(BinaryReader reader, torch.ScalarType type, long[] shape)
    {
        var tensor = Aten.empty_memory_format.Tensor(shape, type, Value.None, torch.CPU);
        reader.BaseStream.ReadExactly(tensor.bytes);
        return tensor;
    }
}
