using static TorchSharp.torch;

namespace Yolo.Runtime.Devices;

/// <summary>Graphs that share their memory.</summary>
internal interface IGraphPool : IDisposable
{
    /// <summary>Records what some work asks of the device. The device does not do it, so that what the tensors hold afterwards is not to be read before the first replay.</summary>
    /// <param name="work">
    /// Computes with tensors that stay where they are, and reads none of them. What it returns lives in the graph's memory, and outlives the dispose scope.
    /// Every replay computes it anew.
    /// </param>
    /// <returns>The graph; the caller disposes it.</returns>
    IGraph Capture(Func<Tensor?[]> work);
}
