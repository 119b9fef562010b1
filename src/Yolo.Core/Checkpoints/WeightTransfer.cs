using static TorchSharp.torch;

namespace Yolo.Checkpoints;

/// <summary>Copies the tensors of a checkpoint into a network, and says what found its place and what did not.</summary>
public static class WeightTransfer
{
    /// <summary>
    /// Copies every tensor whose key and shape the network has; the element type and the device stay the network's. What has no place, or
    /// another shape, is left alone and reported: nothing is filled with random numbers in silence, the caller decides by the report.
    /// </summary>
    /// <param name="network">Takes the weights.</param>
    /// <param name="tensors">The weights by their keys.</param>
    public static TransferReport Copy(nn.Module network, IReadOnlyDictionary<string, TensorData> tensors)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var matched = new List<string>();
        var missing = new List<string>();
        var otherShape = new List<string>();
        var targets = network.state_dict();
        foreach (var (key, target) in targets)
        {
            if (!tensors.TryGetValue(key, out var data))
            {
                missing.Add(key);
            }
            else if (!data.Shape.AsSpan().SequenceEqual(target.shape))
            {
                otherShape.Add($"{key} {data} → [{string.Join(", ", target.shape)}]");
            }
            else
            {
                using var source = ToTensor(data);
                target.copy_(source);
                matched.Add(key);
            }
        }

        return new TransferReport(matched, missing, [.. tensors.Keys.Where(key => !targets.ContainsKey(key))], otherShape);
    }

    /// <summary>A tensor in the processor's memory with a copy of the data. The caller disposes it.</summary>
    public static Tensor ToTensor(TensorData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var tensor = empty(data.Shape.AsSpan().ToArray(), ToScalarType(data.Type));
        if (data.ElementCount > 0)
        {
            data.Bytes.Span.CopyTo(tensor.bytes);
        }

        return tensor;
    }

    /// <summary>A copy of a tensor's elements, row-major, as checkpoints hold them.</summary>
    public static TensorData ToData(Tensor tensor, bool isParameter = false)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var local = tensor.detach().cpu();
        using var packed = local.contiguous();
        return TensorData.Create(ToDType(packed.dtype), packed.shape, packed.numel() == 0 ? [] : packed.bytes.ToArray(), isParameter);
    }

    private static ScalarType ToScalarType(DType type) => type switch
    {
        DType.Bool => ScalarType.Bool,
        DType.UInt8 => ScalarType.Byte,
        DType.Int8 => ScalarType.Int8,
        DType.Int16 => ScalarType.Int16,
        DType.Int32 => ScalarType.Int32,
        DType.Int64 => ScalarType.Int64,
        DType.Float16 => ScalarType.Float16,
        DType.BFloat16 => ScalarType.BFloat16,
        DType.Float32 => ScalarType.Float32,
        _ => ScalarType.Float64,
    };

    private static DType ToDType(ScalarType type) => type switch
    {
        ScalarType.Bool => DType.Bool,
        ScalarType.Byte => DType.UInt8,
        ScalarType.Int8 => DType.Int8,
        ScalarType.Int16 => DType.Int16,
        ScalarType.Int32 => DType.Int32,
        ScalarType.Int64 => DType.Int64,
        ScalarType.Float16 => DType.Float16,
        ScalarType.BFloat16 => DType.BFloat16,
        ScalarType.Float32 => DType.Float32,
        ScalarType.Float64 => DType.Float64,
        _ => throw new NotSupportedException($"Checkpoints hold no {type}."),
    };
}
