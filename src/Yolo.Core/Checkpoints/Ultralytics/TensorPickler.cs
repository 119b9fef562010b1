using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>Takes tensors over into a checkpoint, floating-point ones in half precision if so asked and all of their values fit into it.</summary>
internal sealed class TensorPickler(bool half)
{
    /// <summary>A copy of a parameter, without gradients, as finished checkpoints have them.</summary>
    internal TensorData Parameter(Tensor tensor)
    {
        var data = Copy(tensor);
        return new TensorData(data.Storage, 0, data.Shape, data.Strides) { IsParameter = true };
    }

    /// <summary>A copy of a tensor.</summary>
    internal TensorData Copy(Tensor tensor)
    {
        if (!half || !tensor.is_floating_point() || tensor.dtype == ScalarType.Float16)
        {
            return WeightTransfer.ToData(tensor);
        }

        using var scope = NewDisposeScope();
        var narrow = tensor.detach().to(ScalarType.Float16);

        // Beyond 65504 half precision knows only infinity: a statistic of a training that went astray would break the whole model.
        return WeightTransfer.ToData(narrow.isfinite().all().item<bool>() ? narrow : tensor.detach());
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
