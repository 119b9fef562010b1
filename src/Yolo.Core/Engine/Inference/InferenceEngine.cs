using TorchSharp;
using Yolo.Models;

namespace Yolo.Engine.Inference;

/// <summary>What answers for a model during a run: its network on libtorch, or ONNX Runtime. Disposing it ends the run's use of the model.</summary>
internal abstract class InferenceEngine(ModelUse.Turn use) : IDisposable
{
    /// <summary>Which of the two.</summary>
    internal abstract EngineKind Kind { get; }

    /// <summary>Begins to answer to a batch: whatever tensors are made until this is disposed need no gradients. Null where that is so anyway.</summary>
    internal virtual IDisposable? BeginBatch() => null;

    /// <summary>Takes rendered pictures.</summary>
    /// <param name="pixels">They may be used again for other pictures once the input is disposed.</param>
    internal abstract NetworkInput Take(PreparedInput pixels);

    /// <summary>Takes pictures that are a tensor already.</summary>
    /// <param name="pixels">[B, 3, H, W], from 0 to 1, of any type and device. Stays the caller's.</param>
    internal abstract NetworkInput Take(torch.Tensor pixels);

    /// <summary>Answers. Tensors that it makes belong to the caller's dispose scope.</summary>
    /// <exception cref="NotSupportedException">An exported file does not take it.</exception>
    internal abstract ModelAnswer Run(NetworkInput input);

    /// <inheritdoc/>
    public virtual void Dispose() => use.Dispose();
}
