using System.Runtime.InteropServices;
using static Yolo.Runtime.Devices.CudaError;

namespace Yolo.Runtime.Devices;

/// <summary>
/// What records graphs: the functions of libtorch's at::cuda::CUDAGraph by the names that they have on Linux, the stream guard of its stable C interface,
/// and streams of CUDA's driver. On the thread that computes, where libtorch has made the GPU's context current.
/// </summary>
/// <remarks>
/// Since libtorch 2.8 they have these names. Errors of the functions with mangled names are C++ exceptions, which end the process: what they demand is
/// given before they are called.
/// </remarks>
internal sealed unsafe class CudaGraphFunctions
{
    private const string NewGraph = "_ZN2at4cuda9CUDAGraphC1Eb";
    private const string DeleteGraph = "_ZN2at4cuda9CUDAGraphD1Ev";
    private const string BeginGraph = "_ZN2at4cuda9CUDAGraph13capture_beginESt4pairIyyE21cudaStreamCaptureMode";
    private const string EndGraph = "_ZN2at4cuda9CUDAGraph11capture_endEv";
    private const string ReplayGraph = "_ZN2at4cuda9CUDAGraph6replayEv";
    private const string NewPool = "_ZN2at4cuda17graph_pool_handleEv";
    private const string NewGuard = "aoti_torch_create_cuda_stream_guard";
    private const string DeleteGuard = "aoti_torch_delete_cuda_stream_guard";

    // Of cuda.h: a stream that does not wait for libtorch's; the state of one that records; a recording of which other threads may know nothing.
    private const uint NonBlocking = 1;
    private const int Recording = 1;
    private const int ThreadLocal = 1;

    // An object of some 300 bytes, whose size libtorch does not tell.
    private const int RoomOfGraph = 4096;
    private const int AlignmentOfGraph = 64;

    private static readonly string[] OfTorch = [NewGraph, DeleteGraph, BeginGraph, EndGraph, ReplayGraph, NewPool, NewGuard, DeleteGuard];
    private static readonly string[] OfDriver =
        ["cuCtxSynchronize", "cuStreamCreate", "cuStreamDestroy_v2", "cuStreamIsCapturing", "cuStreamEndCapture", "cuGraphDestroy"];

    private readonly Func<string, nint> torch;
    private readonly Func<string, nint> driver;

    /// <summary>Takes functions from where they are found.</summary>
    /// <param name="torch">The address of a function of libtorch for CUDA by its name; 0: there is none.</param>
    /// <param name="driver">The same of the driver.</param>
    internal CudaGraphFunctions(Func<string, nint> torch, Func<string, nint> driver) => (this.torch, this.driver) = (torch, driver);

    /// <summary>The name of a function that is not there; null if all are.</summary>
    internal string? Missing() => Array.Find(OfTorch, name => torch(name) == 0) ?? Array.Find(OfDriver, name => driver(name) == 0);

    /// <summary>Waits until the device has done everything.</summary>
    internal void Synchronize() => Check(((delegate* unmanaged<int>)driver("cuCtxSynchronize"))(), "wait for what is under way");

    /// <summary>The same before something is freed: errors of a GPU that failed before have been reported then.</summary>
    internal void Settle() => _ = ((delegate* unmanaged<int>)driver("cuCtxSynchronize"))();

    /// <summary>Makes a stream beside the one that libtorch computes in.</summary>
    internal nint CreateStream()
    {
        nint stream;
        Check(((delegate* unmanaged<nint*, uint, int>)driver("cuStreamCreate"))(&stream, NonBlocking), "make a stream");
        return stream;
    }

    /// <summary>Frees a stream.</summary>
    internal void DestroyStream(nint stream) => _ = ((delegate* unmanaged<nint, int>)driver("cuStreamDestroy_v2"))(stream);

    /// <summary>Lets libtorch compute in a stream, on this thread.</summary>
    /// <returns>What <see cref="Leave"/> takes.</returns>
    internal nint Enter(nint stream, int device)
    {
        nint guard;
        return ((delegate* unmanaged<nint, int, nint*, int>)torch(NewGuard))(stream, device, &guard) == 0
            ? guard
            : throw new InvalidOperationException("libtorch refused to compute in another stream; its reason is in the standard error output.");
    }

    /// <summary>Lets libtorch compute where it did before.</summary>
    internal void Leave(nint guard) => _ = ((delegate* unmanaged<nint, int>)torch(DeleteGuard))(guard);

    /// <summary>A name for memory that graphs share.</summary>
    internal GraphMemory CreatePool() => ((delegate* unmanaged<GraphMemory>)torch(NewPool))();

    /// <summary>Makes a graph that has recorded nothing.</summary>
    internal nint CreateGraph()
    {
        var graph = (nint)NativeMemory.AlignedAlloc(RoomOfGraph, AlignmentOfGraph);
        NativeMemory.Clear((void*)graph, RoomOfGraph);
        ((delegate* unmanaged<nint, byte, void>)torch(NewGraph))(graph, 0);
        return graph;
    }

    /// <summary>Frees a graph that was recorded to its end.</summary>
    internal void DestroyGraph(nint graph)
    {
        ((delegate* unmanaged<nint, void>)torch(DeleteGraph))(graph);
        NativeMemory.AlignedFree((void*)graph);
    }

    /// <summary>Begins to record what is asked for in the stream that this thread has entered. Other threads may use the GPU meanwhile.</summary>
    internal void Begin(nint graph, GraphMemory memory) => ((delegate* unmanaged<nint, GraphMemory, int, void>)torch(BeginGraph))(graph, memory, ThreadLocal);

    /// <summary>Ends the recording.</summary>
    /// <returns>Whether it came to its end; false: something that cannot be recorded has spoilt it, and the graph must stay where it is for good.</returns>
    internal bool End(nint graph, nint stream)
    {
        int status;
        if (((delegate* unmanaged<nint, int*, int>)driver("cuStreamIsCapturing"))(stream, &status) == 0 && status == Recording)
        {
            ((delegate* unmanaged<nint, void>)torch(EndGraph))(graph);
            return true;
        }

        // Libtorch would answer with an exception. It still looks at the graph whenever it needs memory.
        nint spoilt = 0;
        _ = ((delegate* unmanaged<nint, nint*, int>)driver("cuStreamEndCapture"))(stream, &spoilt);
        if (spoilt != 0)
        {
            _ = ((delegate* unmanaged<nint, int>)driver("cuGraphDestroy"))(spoilt);
        }

        return false;
    }

    /// <summary>Asks for everything recorded, in the stream that libtorch computes in.</summary>
    internal void Replay(nint graph) => ((delegate* unmanaged<nint, void>)torch(ReplayGraph))(graph);
}
