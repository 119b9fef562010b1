using System.Runtime.InteropServices;

namespace Yolo.Tests.Runtime.Devices;

/// <summary>The functions of a driver that knows two GPUs: of compute capability 7.5 and 8.6, with 24 GB each, of which 4 and 5 are taken.</summary>
internal static unsafe class FakeDriver
{
    private const int NotFound = 101;
    private const int NoContext = 201;
    private const int FirstDevice = 40;
    private const int FirstContext = 1000;

    [ThreadStatic]
    private static nint current;

    /// <summary>How often a context was taken hold of.</summary>
    internal static int Retained { get; private set; }

    /// <summary>Whether a context was left behind as the thread's own.</summary>
    internal static bool HasCurrent => current != 0;

    /// <summary>The address of a function; 0: there is none.</summary>
    internal static nint Find(string name) => name switch
    {
        "cuInit" => (nint)(delegate* unmanaged<uint, int>)&Initialize,
        "cuDeviceGet" => (nint)(delegate* unmanaged<int*, int, int>)&GetDevice,
        "cuDeviceGetName" => (nint)(delegate* unmanaged<byte*, int, int, int>)&GetName,
        "cuDeviceGetAttribute" => (nint)(delegate* unmanaged<int*, int, int, int>)&GetAttribute,
        "cuDevicePrimaryCtxRetain" => (nint)(delegate* unmanaged<nint*, int, int>)&Retain,
        "cuCtxPushCurrent_v2" => (nint)(delegate* unmanaged<nint, int>)&Push,
        "cuCtxPopCurrent_v2" => (nint)(delegate* unmanaged<nint*, int>)&Pop,
        "cuMemGetInfo_v2" => (nint)(delegate* unmanaged<ulong*, ulong*, int>)&GetMemory,
        _ => 0,
    };

    [UnmanagedCallersOnly]
    private static int Initialize(uint flags) => (int)flags;

    [UnmanagedCallersOnly]
    private static int GetDevice(int* device, int ordinal)
    {
        *device = FirstDevice + ordinal;
        return ordinal is 0 or 1 ? 0 : NotFound;
    }

    [UnmanagedCallersOnly]
    private static int GetName(byte* name, int length, int device)
    {
        var text = device == FirstDevice ? "First GPU\0"u8 : "Second GPU\0"u8;
        text.CopyTo(new Span<byte>(name, length));
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int GetAttribute(int* value, int attribute, int device)
    {
        var isFirst = device == FirstDevice;
        *value = attribute switch { 75 => isFirst ? 7 : 8, 76 => isFirst ? 5 : 6, _ => -1 };
        return *value < 0 ? 1 : 0;
    }

    [UnmanagedCallersOnly]
    private static int Retain(nint* context, int device)
    {
        Retained++;
        *context = FirstContext + device - FirstDevice;
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Push(nint context)
    {
        current = context;
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Pop(nint* context)
    {
        (*context, current) = (current, 0);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int GetMemory(ulong* free, ulong* total)
    {
        *total = 24_000_000_000;
        *free = current == FirstContext ? 20_000_000_000UL : 19_000_000_000UL;
        return current == 0 ? NoContext : 0;
    }
}
