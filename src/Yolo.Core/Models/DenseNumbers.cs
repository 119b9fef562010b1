using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>Numbers in single precision in the processor's memory, row-major and without gaps, wherever they come from. They are good until it is disposed.</summary>
/// <param name="shape">Their shape.</param>
internal abstract class DenseNumbers(IReadOnlyList<int> shape) : IDisposable
{
    /// <summary>Their shape.</summary>
    internal IReadOnlyList<int> Shape { get; } = shape;

    /// <summary>All of them.</summary>
    internal abstract ReadOnlySpan<float> All { get; }

    /// <summary>Those of one entry of the first axis.</summary>
    internal ReadOnlySpan<float> this[int index]
    {
        get
        {
            var length = Shape.Skip(1).Aggregate(1, (product, size) => product * size);
            return All.Slice(index * length, length);
        }
    }

    /// <summary>Those of an array.</summary>
    internal static DenseNumbers Of(float[] numbers, params IReadOnlyList<int> shape) => new OfArray(numbers, shape);

    /// <summary>Those of a tensor of any type, device and layout. What has to be converted belongs to the caller's dispose scope.</summary>
    internal static DenseNumbers Of(Tensor tensor) => new OfTensor(tensor.to(ScalarType.Float32).cpu().contiguous());

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    private sealed class OfArray(float[] numbers, IReadOnlyList<int> shape) : DenseNumbers(shape)
    {
        internal override ReadOnlySpan<float> All => numbers;
    }

    private sealed class OfTensor(Tensor tensor) : DenseNumbers([.. tensor.shape.Select(size => (int)size)])
    {
        internal override ReadOnlySpan<float> All => MemoryMarshal.Cast<byte, float>(tensor.bytes);
    }
}
