using static TorchSharp.torch;

namespace Yolo.Runtime.Devices;

/// <summary>
/// Graphs of one device that share their memory, recorded in a stream of their own, since CUDA records none in that which libtorch computes in.
/// </summary>
internal sealed class CudaGraphPool : IGraphPool
{
    private readonly CudaGraphFunctions functions;
    private readonly Device device;
    private readonly nint stream;
    private readonly GraphMemory memory;

    /// <summary>Opens it.</summary>
    /// <param name="functions">How libtorch and the driver are reached.</param>
    /// <param name="device">The GPU.</param>
    internal CudaGraphPool(CudaGraphFunctions functions, Device device)
    {
        using var entry = CudaDriver.Shared.Enter(device);
        (this.functions, this.device) = (functions, device);
        stream = functions.CreateStream();
        memory = functions.CreatePool();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The work did something that cannot be recorded, such as reading a tensor.</exception>
    public IGraph Capture(Func<Tensor?[]> work)
    {
        using var entry = CudaDriver.Shared.Enter(device);
        functions.Synchronize();
        var guard = functions.Enter(stream, Math.Max(device.index, 0));
        try
        {
            return Record(work);
        }
        finally
        {
            functions.Leave(guard);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var entry = CudaDriver.Shared.Enter(device);
        functions.DestroyStream(stream);
    }

    private CudaGraph Record(Func<Tensor?[]> work)
    {
        var graph = functions.CreateGraph();
        Tensor?[] results = [];
        var (isDone, isRecorded) = (false, false);
        functions.Begin(graph, memory);
        try
        {
            results = work();
            isDone = true;
        }
        finally
        {
            isRecorded = functions.End(graph, stream);
            if (isRecorded && !isDone)
            {
                functions.DestroyGraph(graph);
            }
        }

        if (isRecorded)
        {
            return new CudaGraph(functions, device, graph, results);
        }

        Array.ForEach(results, result => result?.Dispose());
        throw new InvalidOperationException("The GPU could not record the work as a graph: something in it cannot be recorded.");
    }
}
