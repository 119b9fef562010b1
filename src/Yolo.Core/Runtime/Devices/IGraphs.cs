using TorchSharp;

namespace Yolo.Runtime.Devices;

/// <summary>Records what a device is asked to do, so that it can be asked for all of it at once.</summary>
internal interface IGraphs
{
    /// <summary>Why that cannot be done on a device, as the second half of a sentence; null where it can.</summary>
    string? Obstacle(torch.Device device);

    /// <summary>Begins with graphs that share their memory: they are to be replayed in the order in which they were recorded. The caller disposes it, after the graphs.</summary>
    IGraphPool Open(torch.Device device);
}
