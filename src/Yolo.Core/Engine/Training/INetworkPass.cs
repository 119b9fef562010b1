using Yolo.Modules.Heads;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>Takes the network forward and backward, once each in a step of a training.</summary>
internal interface INetworkPass : IDisposable
{
    /// <summary>Runs the network.</summary>
    /// <param name="input">[B, channels, H, W]; stays the caller's.</param>
    /// <returns>Its predictions, of the caller's dispose scope, good until the next time.</returns>
    NetworkOutput Forward(Tensor input);

    /// <summary>Adds the gradients of a loss to those of the weights.</summary>
    /// <param name="loss">[], of the predictions that <see cref="Forward"/> gave last.</param>
    void Backward(Tensor loss);

    /// <summary>Frees what is kept for inputs of the sizes so far, of which none may come any more.</summary>
    void Forget();
}
