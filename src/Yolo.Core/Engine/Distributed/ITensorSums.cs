using static TorchSharp.torch;

namespace Yolo.Engine.Distributed;

/// <summary>Adds tensors of a device up over all ranks.</summary>
internal interface ITensorSums
{
    /// <summary>Begins to add a tensor up, in place.</summary>
    TensorSum Begin(Tensor tensor);

    /// <summary>Ends what waits for a rank that has failed.</summary>
    void Abort();
}
