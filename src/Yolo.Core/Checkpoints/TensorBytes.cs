using System.Buffers;
using static TorchSharp.torch;

namespace Yolo.Checkpoints;

/// <summary>The memory of a tensor as bytes, without a copy. Good for as long as the tensor is.</summary>
/// <param name="tensor">In the processor's memory, row-major; stays its owner's.</param>
internal sealed class TensorBytes(Tensor tensor) : MemoryManager<byte>
{
    /// <inheritdoc/>
    public override Span<byte> GetSpan() => tensor.numel() == 0 ? [] : tensor.bytes;

    /// <inheritdoc/>
    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        // Torch's memory does not move.
        fixed (byte* start = GetSpan())
        {
            return new MemoryHandle(start + elementIndex);
        }
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
