using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Runtime.Loading;

namespace Yolo.Runtime.Devices;

/// <summary>Graphs of CUDA, recorded by libtorch so that its memory and its random numbers go along.</summary>
/// <param name="functions">How libtorch and the driver are reached.</param>
internal sealed class CudaGraphs(CudaGraphFunctions functions) : IGraphs
{
    private readonly bool isLinux = OperatingSystem.IsLinux();

    /// <summary>Those of the libtorch that computes.</summary>
    internal static CudaGraphs Shared { get; } = new(new CudaGraphFunctions(Exports("torch_cuda"), Exports("libcuda.so.1")));

    /// <inheritdoc/>
    public string? Obstacle(torch.Device device) =>
        device.type != DeviceType.CUDA ? "the step is captured as a graph of CUDA, which takes a GPU of NVIDIA, and the network runs elsewhere"
        : !isLinux ? "the step is captured as a graph of CUDA, which libtorch records under names that are known for Linux alone"
        : functions.Missing() is { } missing ? $"the step is captured as a graph of CUDA, for which the loaded libraries lack {missing}"
        : null;

    /// <inheritdoc/>
    public IGraphPool Open(torch.Device device) => new CudaGraphPool(functions, Math.Max(device.index, 0));

    // Of a library that is loaded when it is first asked; 0: it lacks the function, or there is no such library.
    private static Func<string, nint> Exports(string library)
    {
        var handle = new Lazy<nint>(() => NativeLibrary.TryLoad(library, TorchLibrary.Asking, null, out var loaded) ? loaded : 0);
        return name => handle.Value != 0 && NativeLibrary.TryGetExport(handle.Value, name, out var function) ? function : 0;
    }
}
