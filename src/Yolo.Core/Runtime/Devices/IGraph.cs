using static TorchSharp.torch;

namespace Yolo.Runtime.Devices;

/// <summary>Recorded work of a device. Frees its results when it is disposed.</summary>
internal interface IGraph : IDisposable
{
    /// <summary>What the work returned; the last replay wrote its values.</summary>
    IReadOnlyList<Tensor?> Results { get; }

    /// <summary>Asks for all of the work. Returns at once.</summary>
    void Replay();
}
