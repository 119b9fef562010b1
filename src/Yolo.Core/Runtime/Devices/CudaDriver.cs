using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Runtime.Loading;

namespace Yolo.Runtime.Devices;

/// <summary>
/// What NVIDIA's driver says of its GPUs and TorchSharp does not: how full their memory is, and what they can compute. The driver numbers them as
/// libtorch does, hidden ones left out. Where its library, or an answer, is missing, the answer is null.
/// </summary>
internal sealed unsafe class CudaDriver : IMemoryMeter
{
    // CUdevice_attribute of cuda.h.
    private const int CapabilityMajor = 75;
    private const int CapabilityMinor = 76;

    private const int LongestName = 256;

    private readonly object gate = new();
    private readonly Dictionary<int, nint> contexts = [];
    private readonly Func<string, nint> find;
    private readonly Lazy<bool> isReady;

    /// <summary>Finds the driver's functions in another way.</summary>
    /// <param name="find">The address of a function by its name; 0: there is none. Asked when it is first about a GPU.</param>
    internal CudaDriver(Func<string, nint> find)
    {
        this.find = find;
        isReady = new(() => TryFind("cuInit", out var initialize) && ((delegate* unmanaged<uint, int>)initialize)(0) == 0);
    }

    /// <summary>That of the system.</summary>
    internal static CudaDriver Shared { get; } = new(LibraryFunctions.OfCudaDriver);

    /// <summary>One whose library has the first of these names that there is.</summary>
    internal static CudaDriver OfLibrary(params string[] names) => new(LibraryFunctions.Of(names));

    /// <inheritdoc/>
    public DeviceMemory? Read(torch.Device device)
    {
        if (!TryFind("cuMemGetInfo_v2", out var read) || !TryEnter(device))
        {
            return null;
        }

        nuint free = 0, total = 0;
        var error = ((delegate* unmanaged<nuint*, nuint*, int>)read)(&free, &total);
        Leave();
        return error == 0 ? new DeviceMemory((long)(total - free), (long)total) : null;
    }

    /// <summary>
    /// Makes a GPU the one that the driver's functions are about on this thread, until what comes back is disposed: libtorch goes back to whichever GPU the
    /// process has used first. Where the driver cannot, the current one stays.
    /// </summary>
    internal CudaEntry Enter(torch.Device device) => new(TryEnter(device) ? this : null);

    private bool TryEnter(torch.Device device) =>
        TryFindDevice(device, out var handle) && TryFindContext(handle, out var context)
        && TryFind("cuCtxPushCurrent_v2", out var push) && TryFind("cuCtxPopCurrent_v2", out _)
        && ((delegate* unmanaged<nint, int>)push)(context) == 0;

    /// <summary>Goes back to the GPU that was current before.</summary>
    internal void Leave()
    {
        nint popped;
        _ = TryFind("cuCtxPopCurrent_v2", out var pop) ? ((delegate* unmanaged<nint*, int>)pop)(&popped) : 0;
    }

    /// <summary>What a GPU is called, such as NVIDIA H200.</summary>
    internal string? Name(torch.Device device)
    {
        if (!TryFindDevice(device, out var handle) || !TryFind("cuDeviceGetName", out var get))
        {
            return null;
        }

        var name = stackalloc byte[LongestName];
        return ((delegate* unmanaged<byte*, int, int, int>)get)(name, LongestName, handle) == 0 ? Marshal.PtrToStringUTF8((nint)name) : null;
    }

    /// <summary>The compute capability of a GPU, such as 8.6.</summary>
    internal (int Major, int Minor)? Capability(torch.Device device) =>
        TryFindDevice(device, out var handle) && TryFind("cuDeviceGetAttribute", out var get)
        && TryRead(get, CapabilityMajor, handle, out var major) && TryRead(get, CapabilityMinor, handle, out var minor)
            ? (major, minor)
            : null;

    private static bool TryRead(nint get, int attribute, int handle, out int value)
    {
        fixed (int* pointer = &value)
        {
            return ((delegate* unmanaged<int*, int, int, int>)get)(pointer, attribute, handle) == 0;
        }
    }

    private bool TryFindDevice(torch.Device device, out int handle)
    {
        handle = 0;
        if (device.type != DeviceType.CUDA || !isReady.Value || !TryFind("cuDeviceGet", out var get))
        {
            return false;
        }

        fixed (int* pointer = &handle)
        {
            return ((delegate* unmanaged<int*, int, int>)get)(pointer, Math.Max(device.index, 0)) == 0;
        }
    }

    // The one that libtorch computes in. Held for good, as libtorch holds it.
    private bool TryFindContext(int handle, out nint context)
    {
        lock (gate)
        {
            if (contexts.TryGetValue(handle, out context))
            {
                return true;
            }

            nint retained = 0;
            if (!TryFind("cuDevicePrimaryCtxRetain", out var retain) || ((delegate* unmanaged<nint*, int, int>)retain)(&retained, handle) != 0)
            {
                return false;
            }

            contexts[handle] = context = retained;
            return true;
        }
    }

    private bool TryFind(string name, out nint function)
    {
        function = find(name);
        return function != 0;
    }
}
