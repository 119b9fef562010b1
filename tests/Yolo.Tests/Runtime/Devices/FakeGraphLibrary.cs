using System.Runtime.InteropServices;
using Yolo.Runtime.Devices;

namespace Yolo.Tests.Runtime.Devices;

/// <summary>Stands for libtorch's graphs and the driver's streams: writes down what is called, in its order.</summary>
internal static unsafe class FakeGraphLibrary
{
    internal const nint Stream = 11;
    internal const nint Guard = 22;
    private const int Recording = 1;
    private const int Spoilt = 2;

    private static readonly Dictionary<string, nint> Functions = new(StringComparer.Ordinal)
    {
        ["_ZN2at4cuda9CUDAGraphC1Eb"] = (nint)(delegate* unmanaged<nint, byte, void>)&Construct,
        ["_ZN2at4cuda9CUDAGraphD1Ev"] = (nint)(delegate* unmanaged<nint, void>)&Destruct,
        ["_ZN2at4cuda9CUDAGraph13capture_beginESt4pairIyyE21cudaStreamCaptureMode"] = (nint)(delegate* unmanaged<nint, ulong, ulong, int, void>)&Begin,
        ["_ZN2at4cuda9CUDAGraph11capture_endEv"] = (nint)(delegate* unmanaged<nint, void>)&End,
        ["_ZN2at4cuda9CUDAGraph6replayEv"] = (nint)(delegate* unmanaged<nint, void>)&Replay,
        ["_ZN2at4cuda17graph_pool_handleEv"] = (nint)(delegate* unmanaged<GraphMemory>)&NewPool,
        ["aoti_torch_create_cuda_stream_guard"] = (nint)(delegate* unmanaged<nint, int, nint*, int>)&Enter,
        ["aoti_torch_delete_cuda_stream_guard"] = (nint)(delegate* unmanaged<nint, int>)&Leave,
        ["cuCtxSynchronize"] = (nint)(delegate* unmanaged<int>)&Synchronize,
        ["cuStreamCreate"] = (nint)(delegate* unmanaged<nint*, uint, int>)&CreateStream,
        ["cuStreamDestroy_v2"] = (nint)(delegate* unmanaged<nint, int>)&DestroyStream,
        ["cuStreamIsCapturing"] = (nint)(delegate* unmanaged<nint, int*, int>)&IsCapturing,
        ["cuStreamEndCapture"] = (nint)(delegate* unmanaged<nint, nint*, int>)&EndByDriver,
        ["cuGraphDestroy"] = (nint)(delegate* unmanaged<nint, int>)&DestroySpoilt,
    };

    /// <summary>What was called.</summary>
    internal static List<string> Calls { get; } = [];

    /// <summary>Whether what is recorded is found spoilt when it ends.</summary>
    internal static bool IsSpoilt { get; set; }

    /// <summary>The address of a function; 0 for others.</summary>
    internal static nint Find(string name) => Functions.GetValueOrDefault(name);

    private static int Note(string call)
    {
        Calls.Add(call);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static void Construct(nint graph, byte keeps) => Note(FormattableString.Invariant($"new graph, keeps {keeps}, {(*(long*)graph == 0 ? "cleared" : "dirty")}"));

    [UnmanagedCallersOnly]
    private static void Destruct(nint graph) => Note("delete graph");

    // The pair of numbers goes through two registers, on x64 and on Arm, as two numbers would.
    [UnmanagedCallersOnly]
    private static void Begin(nint graph, ulong first, ulong second, int mode) => Note(FormattableString.Invariant($"begin in memory {first}, {second}, mode {mode}"));

    [UnmanagedCallersOnly]
    private static void End(nint graph) => Note("end");

    [UnmanagedCallersOnly]
    private static void Replay(nint graph) => Note("replay");

    [UnmanagedCallersOnly]
    private static GraphMemory NewPool() => new(0, 7);

    [UnmanagedCallersOnly]
    private static int Enter(nint stream, int device, nint* guard)
    {
        *guard = Guard;
        return Note(FormattableString.Invariant($"enter {stream} of GPU {device}"));
    }

    [UnmanagedCallersOnly]
    private static int Leave(nint guard) => Note(FormattableString.Invariant($"leave {guard}"));

    [UnmanagedCallersOnly]
    private static int Synchronize() => Note("wait");

    [UnmanagedCallersOnly]
    private static int CreateStream(nint* stream, uint flags)
    {
        *stream = Stream;
        return Note(FormattableString.Invariant($"new stream {flags}"));
    }

    [UnmanagedCallersOnly]
    private static int DestroyStream(nint stream) => Note(FormattableString.Invariant($"delete stream {stream}"));

    [UnmanagedCallersOnly]
    private static int IsCapturing(nint stream, int* status)
    {
        *status = IsSpoilt ? Spoilt : Recording;
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int EndByDriver(nint stream, nint* graph)
    {
        *graph = 0;
        _ = Note("end by the driver");
        return 1;
    }

    [UnmanagedCallersOnly]
    private static int DestroySpoilt(nint graph) => Note("delete what is spoilt");
}
