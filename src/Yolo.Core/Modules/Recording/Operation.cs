using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>
/// One thing that is computed with tensors: what to do, apart from what to do it with. Blocks are made of these, so that their
/// <c>forward</c> can be written down while it runs, for instance as a graph for another runtime.
/// </summary>
/// <remarks>
/// Derive from it for an operation of your own, say with <c>OperationEmitters.Add</c> how it is exported, and run it with
/// <see cref="Operations.Run"/>. Dimension 0 of what enters is the batch, and may be of size 0.
/// </remarks>
public abstract record Operation
{
    /// <summary>Computes.</summary>
    /// <param name="inputs">What enters. Not disposed.</param>
    /// <returns>What comes out; the caller disposes it.</returns>
    public abstract Tensor Run(Tensor[] inputs);
}
