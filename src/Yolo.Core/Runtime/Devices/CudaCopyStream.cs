using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Runtime.Loading;
using static Yolo.Runtime.Devices.CudaError;

namespace Yolo.Runtime.Devices;

/// <summary>
/// A stream of the CUDA driver for copies, whose functions are looked up by name since only machines with a GPU have it. Memory that copies come from is locked when it is first seen, so that the GPU fetches it by
/// itself; where the system does not allow that, the driver copies it twice.
/// </summary>
internal sealed unsafe class CudaCopyStream : ICopyStream
{
    // Of cuda.h: a stream that does not wait for libtorch's, and marks without clocks.
    private const uint NonBlocking = 1;
    private const uint WithoutTiming = 2;

    // A loader has some six buffers, which come again and again; those of other sizes are forgotten after a while.
    private const int MostKnown = 12;

    private readonly List<nint> marks = [];
    private readonly List<(byte[] Memory, bool IsLocked)> known = [];
    private readonly torch.Device device;
    private readonly nint stream;

    /// <summary>Makes a stream.</summary>
    /// <param name="device">The GPU.</param>
    internal CudaCopyStream(torch.Device device)
    {
        this.device = device;
        using var entry = Enter();
        nint made;
        Check(((delegate* unmanaged<nint*, uint, int>)Function("cuStreamCreate"))(&made, NonBlocking), "make a stream");
        stream = made;
    }

    /// <inheritdoc/>
    public nint NewMark()
    {
        using var entry = Enter();
        nint mark;
        Check(((delegate* unmanaged<nint*, uint, int>)Function("cuEventCreate"))(&mark, WithoutTiming), "make an event");
        marks.Add(mark);
        return mark;
    }

    /// <inheritdoc/>
    public void Copy(byte[] memory, int count, nint target)
    {
        using var entry = Enter();
        Know(memory);
        Check(((delegate* unmanaged<nint, nint, nuint, nint, int>)Function("cuMemcpyHtoDAsync_v2"))(target, Address(memory), (nuint)count, stream), "copy a batch");
    }

    /// <inheritdoc/>
    public void Mark(nint mark, DeviceWork behind)
    {
        using var entry = Enter();
        Check(((delegate* unmanaged<nint, nint, int>)Function("cuEventRecord"))(mark, StreamOf(behind)), "record an event");
    }

    /// <inheritdoc/>
    public void Await(nint mark, DeviceWork before)
    {
        using var entry = Enter();
        Check(((delegate* unmanaged<nint, nint, uint, int>)Function("cuStreamWaitEvent"))(StreamOf(before), mark, 0), "let a stream wait");
    }

    /// <inheritdoc/>
    public void Finish(nint mark)
    {
        using var entry = Enter();
        Check(((delegate* unmanaged<nint, int>)Function("cuEventSynchronize"))(mark), "wait for an event");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var entry = Enter();

        // Errors of a GPU that failed before have been reported then.
        _ = ((delegate* unmanaged<nint, int>)Function("cuStreamSynchronize"))(stream);
        marks.ForEach(mark => _ = ((delegate* unmanaged<nint, int>)Function("cuEventDestroy_v2"))(mark));
        marks.Clear();
        while (known.Count > 0)
        {
            ForgetOldest();
        }

        _ = ((delegate* unmanaged<nint, int>)Function("cuStreamDestroy_v2"))(stream);
    }

    private CudaEntry Enter() => CudaDriver.Shared.Enter(device);

    // Zero is the stream that libtorch computes in.
    private nint StreamOf(DeviceWork work) => work == DeviceWork.Copying ? stream : 0;

    private void Know(byte[] memory)
    {
        if (known.Exists(entry => ReferenceEquals(entry.Memory, memory)))
        {
            return;
        }

        if (known.Count == MostKnown)
        {
            Check(((delegate* unmanaged<nint, int>)Function("cuStreamSynchronize"))(stream), "wait for copies");
            ForgetOldest();
        }

        var error = ((delegate* unmanaged<nint, nuint, uint, int>)Function("cuMemHostRegister_v2"))(Address(memory), (nuint)memory.Length, 0);
        known.Add((memory, error == 0));
    }

    private void ForgetOldest()
    {
        var (memory, isLocked) = known[0];
        known.RemoveAt(0);
        if (isLocked)
        {
            _ = ((delegate* unmanaged<nint, int>)Function("cuMemHostUnregister"))(Address(memory));
        }
    }

    // Pinned memory stays where it is.
    private static nint Address(byte[] memory) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));

    private static nint Function(string name) => LibraryFunctions.OfCudaDriver(name) is var found and not 0
        ? found
        : throw new InvalidOperationException($"The GPU's driver lacks {name}: it is too old.");
}
