using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>
/// Takes tensors over into a checkpoint, floating-point ones in half precision if so asked and all of their values fit into it. What it gives is good
/// for writing until the tensors change or the dispose scope at hand ends.
/// </summary>
internal sealed class TensorPickler(bool half)
{
    /// <summary>A parameter, without gradients, as finished checkpoints have them.</summary>
    internal TensorData Parameter(Tensor tensor)
    {
        var data = Take(tensor);
        return new TensorData(data.Storage, 0, data.Shape, data.Strides) { IsParameter = true };
    }

    /// <summary>A tensor as it is, such as a buffer.</summary>
    internal TensorData Take(Tensor tensor) =>
        half && tensor.is_floating_point() && tensor.dtype != ScalarType.Float16 && Narrow(tensor) is { } halves ? halves : WeightTransfer.ToView(tensor);

    // Beyond 65504 half precision knows only infinity: a statistic of a training that went astray would break the whole model.
    private static TensorData? Narrow(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var singles = WeightTransfer.ToView(tensor.to(ScalarType.Float32));
        var halves = new TensorBytes(empty(singles.Shape.AsSpan(), ScalarType.Float16).MoveToOuterDisposeScope()).Memory;
        return HalfFloats.TryNarrow(MemoryMarshal.Cast<byte, float>(singles.Bytes.Span), MemoryMarshal.Cast<byte, ushort>(halves.Span))
            ? TensorData.Create(DType.Float16, singles.Shape.AsSpan(), halves)
            : null;
    }

    /// <summary>A vector in the precision of the weights.</summary>
    internal TensorData Numbers(IReadOnlyList<double> values) => half
        ? Vector(DType.Float16, values.Select(value => (Half)value).ToArray())
        : Singles(values);

    /// <summary>A vector in single precision, whatever the weights.</summary>
    internal static TensorData Singles(IReadOnlyList<double> values) => Vector(DType.Float32, values.Select(value => (float)value).ToArray());

    private static TensorData Vector<T>(DType type, T[] values)
        where T : unmanaged => TensorData.Create(type, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
