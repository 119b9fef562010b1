namespace TorchSharp;

// The package's format: element type, number of dimensions and sizes in 7-bit groups, then the elements as they lie in memory.
public static partial class TensorExtensionMethods
{
    /// <summary>Writes element type, shape and elements.</summary>
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        using var near = tensor.cpu();
        using var local = near.contiguous();
        writer.Write7BitEncodedInt((int)local.dtype);
        writer.Write7BitEncodedInt((int)local.Dimensions);
        foreach (var size in local.shape)
        {
            writer.Write7BitEncodedInt64(size);
        }

        writer.Flush();
        local.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Writes element type, shape and elements, and closes the stream.</summary>
    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    /// <summary>Writes element type, shape and elements into a file.</summary>
    public static void Save(this torch.Tensor tensor, string location) => tensor.Save(File.Create(location));

    /// <summary>Reads elements into a tensor of the same type and shape, or skips them.</summary>
    /// <exception cref="ArgumentException">Type or shape differ.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var type = (torch.ScalarType)reader.Read7BitEncodedInt();
        if (type != tensor.dtype)
        {
            throw new ArgumentException($"The tensor is of type {tensor.dtype}, the stream holds one of type {type}.");
        }

        Fill(tensor, Shape(reader), reader, skip);
    }

    /// <summary>Reads a new tensor; zeros if the elements are skipped.</summary>
    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        torch.Tensor? tensor = null;
        Load(ref tensor, reader, skip);
        return tensor!;
    }

    /// <summary>Reads elements into a tensor of the same shape, or into a new one if there is none.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void Load(ref torch.Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        var type = (torch.ScalarType)reader.Read7BitEncodedInt();
        var shape = Shape(reader);
        tensor ??= torch.zeros(shape, type);
        Fill(tensor, shape, reader, skip);
    }

    private static long[] Shape(BinaryReader reader)
    {
        var shape = new long[reader.Read7BitEncodedInt()];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = reader.Read7BitEncodedInt64();
        }

        return shape;
    }

    private static void Fill(torch.Tensor tensor, long[] shape, BinaryReader reader, bool skip)
    {
        if (skip)
        {
            reader.BaseStream.Seek(shape.TotalSize() * tensor.ElementSize, SeekOrigin.Current);
            return;
        }

        if (!shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The tensor is of shape [{string.Join(", ", tensor.shape)}], the stream holds one of shape [{string.Join(", ", shape)}]."));
        }

        using var unrecorded = torch.no_grad();
        using var values = torch.empty(shape, tensor.dtype, torch.CPU);
        values.ReadBytesFromStream(reader.BaseStream);
        tensor.copy_(values);
    }
}
