using Yolo.Models;
using Yolo.Modules.Heads;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>Asks the device for one operation after the other.</summary>
/// <param name="network">In training; stays the caller's.</param>
internal sealed class EagerPass(YoloNetwork network) : INetworkPass
{
    /// <inheritdoc/>
    public NetworkOutput Forward(Tensor input) => network.call(input);

    /// <inheritdoc/>
    public void Backward(Tensor loss) => loss.backward();

    /// <summary>Nothing: nothing is kept.</summary>
    public void Forget()
    {
    }

    /// <summary>Nothing: there is nothing to free.</summary>
    public void Dispose()
    {
    }
}
