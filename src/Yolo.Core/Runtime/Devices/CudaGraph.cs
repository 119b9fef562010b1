using static TorchSharp.torch;

namespace Yolo.Runtime.Devices;

/// <summary>A graph of CUDA that was recorded to its end.</summary>
/// <param name="functions">How libtorch is reached.</param>
/// <param name="device">The GPU.</param>
/// <param name="graph">The object of libtorch; freed with this.</param>
/// <param name="results">What the work returned; freed with this.</param>
internal sealed class CudaGraph(CudaGraphFunctions functions, Device device, nint graph, Tensor?[] results) : IGraph
{
    /// <inheritdoc/>
    public IReadOnlyList<Tensor?> Results => results;

    /// <inheritdoc/>
    public void Replay() => functions.Replay(graph);

    /// <inheritdoc/>
    public void Dispose()
    {
        // What was asked for last may be under way, in memory that goes now.
        using var entry = CudaDriver.Shared.Enter(device);
        functions.Settle();
        foreach (var result in results)
        {
            result?.Dispose();
        }

        functions.DestroyGraph(graph);
    }
}
