using Yolo.Runtime;
using Yolo.Runtime.Nccl;
using static TorchSharp.torch;

namespace Yolo.Engine.Distributed;

/// <summary>Sums of tensors of GPUs by NCCL, beside what the network computes. The processor waits for none of them.</summary>
internal sealed class NcclSums : ITensorSums
{
    private readonly NcclLibrary library;
    private readonly nint group;
    private readonly nint stream;
    private volatile bool isAborted;

    /// <summary>Joins the other ranks.</summary>
    /// <param name="library">NCCL.</param>
    /// <param name="id">The identity of the group.</param>
    /// <param name="rank">Which of its ranks this is.</param>
    /// <param name="size">How many there are.</param>
    internal NcclSums(NcclLibrary library, byte[] id, int rank, int size)
    {
        this.library = library;
        group = library.Join(id, rank, size);
        stream = library.MakeStream();
    }

    /// <inheritdoc/>
    public TensorSum Begin(Tensor tensor)
    {
        // The group is gone; the next word with the other ranks says why.
        if (isAborted)
        {
            return TensorSum.OfOne;
        }

        var done = library.Sum(group, stream, TorchOperators.Address(tensor), tensor.numel(), tensor.dtype == ScalarType.Float64);
        return new TensorSum(() =>
        {
            library.Await(done);
            GC.KeepAlive(tensor);
        });
    }

    /// <inheritdoc/>
    public void Abort()
    {
        isAborted = true;
        library.Abort(group);
    }
}
