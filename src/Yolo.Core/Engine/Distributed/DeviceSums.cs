using Yolo.Runtime.Nccl;
using static TorchSharp.torch;

namespace Yolo.Engine.Distributed;

/// <summary>Sums of tensors of a GPU by way of the processor's memory and MPI, which always works.</summary>
internal sealed class DeviceSums(World world) : ITensorSums
{
    /// <summary>What adds up tensors of GPUs: NCCL where all ranks have it.</summary>
    internal static ITensorSums For(World world)
    {
        var library = NcclLibrary.Open();
        if (world.Sum(library is null ? 1 : 0) > 0)
        {
            return new DeviceSums(world);
        }

        var id = world.Broadcast(world.IsFirst ? library!.MakeId() : []);
        return new NcclSums(library!, id, world.Rank, world.Size);
    }

    /// <inheritdoc/>
    public TensorSum Begin(Tensor tensor)
    {
        var copy = tensor.cpu().DetachFromDisposeScope();
        var sum = world.BeginOnProcessor(copy);
        return new TensorSum(() =>
        {
            using (copy)
            {
                sum.Wait();
                using var noGradient = no_grad();
                tensor.copy_(copy);
            }
        });
    }

    /// <inheritdoc/>
    public void Abort()
    {
    }
}
