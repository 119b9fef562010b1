using TorchSharp;
using Yolo.Runtime.Loading;

namespace Yolo.Runtime.Devices;

/// <summary>Graphs of CUDA, recorded by libtorch so that its memory and its random numbers go along.</summary>
/// <param name="functions">How libtorch and the driver are reached.</param>
internal sealed class CudaGraphs(CudaGraphFunctions functions) : IGraphs
{
    private readonly bool isLinux = OperatingSystem.IsLinux();

    /// <summary>Those of the libtorch that computes.</summary>
    internal static CudaGraphs Shared { get; } = new(new CudaGraphFunctions(LibraryFunctions.Of("torch_cuda"), LibraryFunctions.OfCudaDriver));

    /// <inheritdoc/>
    public string? Obstacle(torch.Device device) =>
        device.type != DeviceType.CUDA ? "the step is captured as a graph of CUDA, which takes a GPU of NVIDIA, and the network runs elsewhere"
        : !isLinux ? "the step is captured as a graph of CUDA, which libtorch records under names that are known for Linux alone"
        : functions.Missing() is { } missing ? $"the step is captured as a graph of CUDA, for which the loaded libraries lack {missing}"
        : null;

    /// <inheritdoc/>
    public IGraphPool Open(torch.Device device) => new CudaGraphPool(functions, device);
}
