using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Checkpoints;

/// <summary>Copies the tensors of a checkpoint into a network, and says what found its place and what did not.</summary>
internal static class WeightTransfer
{
    // Networks of the family see the picture here; another number of its channels spares the rest of the kernel.
    private const string FirstConvolution = "model.0.conv.weight";

    /// <summary>
    /// Copies every tensor whose key and shape the network has; the element type and the device stay the network's. What has no place, or
    /// another shape, is left alone and reported: nothing is filled with random numbers in silence, the caller decides by the report.
    /// Of a first convolution for another number of input channels the part that both have is copied, and reported as of another shape.
    /// </summary>
    /// <param name="network">Takes the weights.</param>
    /// <param name="tensors">The weights by their keys.</param>
    /// <param name="check">Told what will become of each tensor before any is copied; an error that it throws leaves the network as it is.</param>
    public static TransferReport Copy(nn.Module network, IReadOnlyDictionary<string, TensorData> tensors, Action<TransferReport>? check = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tensors);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var targets = new OrderedDictionary<string, Tensor>(ModuleEntries.Of(network), StringComparer.Ordinal);
        var report = Compare(targets, tensors);
        check?.Invoke(report);
        foreach (var key in report.Matched)
        {
            Copy(tensors[key], targets[key]);
        }

        if (targets.TryGetValue(FirstConvolution, out var first) && tensors.TryGetValue(FirstConvolution, out var data) && !report.Matched.Contains(FirstConvolution))
        {
            CopyOverlap(data, first);
        }

        return report;
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
        using var scope = NewDisposeScope();
        var view = ToView(tensor);
        return TensorData.Create(view.Type, view.Shape.AsSpan(), view.Bytes.ToArray(), isParameter);
    }

    /// <summary>A tensor's elements, row-major, without a copy where they lie so already. They are good for as long as the tensor and the dispose scope at hand are, and for writing only.</summary>
    internal static TensorData ToView(Tensor tensor)
    {
        var packed = tensor.device_type == DeviceType.CPU && tensor.is_contiguous() ? tensor : Pack(tensor);
        return TensorData.Create(ToDType(packed.dtype), packed.shape, new TensorBytes(packed).Memory);
    }

    private static Tensor Pack(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().MoveToOuterDisposeScope();
    }

    private static TransferReport Compare(OrderedDictionary<string, Tensor> targets, IReadOnlyDictionary<string, TensorData> tensors)
    {
        var matched = new List<string>(targets.Count);
        var missing = new List<string>();
        var otherShape = new List<string>();
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
                matched.Add(key);
            }
        }

        return new TransferReport(matched, missing, [.. tensors.Keys.Where(key => !targets.ContainsKey(key))], otherShape);
    }

    // In the processor's memory bytes go straight to their place; elsewhere torch knows how.
    private static void Copy(TensorData data, Tensor target)
    {
        if (data.ElementCount > 0 && target.device_type == DeviceType.CPU && target.is_contiguous())
        {
            if (target.dtype == ToScalarType(data.Type))
            {
                data.Bytes.Span.CopyTo(target.bytes);
                return;
            }

            if (data.Type == DType.Float16 && target.dtype == ScalarType.Float32)
            {
                HalfFloats.Widen(MemoryMarshal.Cast<byte, ushort>(data.Bytes.Span), MemoryMarshal.Cast<byte, float>(target.bytes));
                return;
            }
        }

        using var source = ToTensor(data);
        target.copy_(source);
    }

    private static void CopyOverlap(TensorData data, Tensor target)
    {
        if (data.Shape.Length != 4 || !data.Shape.AsSpan()[2..].SequenceEqual(target.shape.AsSpan()[2..]))
        {
            return;
        }

        var (outputs, inputs) = (Math.Min(data.Shape[0], target.shape[0]), Math.Min(data.Shape[1], target.shape[1]));
        using var source = ToTensor(data);
        target.narrow(0, 0, outputs).narrow(1, 0, inputs).copy_(source.narrow(0, 0, outputs).narrow(1, 0, inputs));
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
