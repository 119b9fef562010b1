using System.Runtime.InteropServices;
using Yolo.Runtime.Mpi;

namespace Yolo.Runtime.Nccl;

/// <summary>
/// NCCL and the streams of CUDA's driver by their C interfaces: sums of the memory of GPUs, which run beside what the network computes. libtorch computes
/// in CUDA's default stream, sums have one of their own, and events say which waits for what. Calls come from threads whose device is the rank's.
/// </summary>
internal sealed unsafe class NcclLibrary
{
    /// <summary>What identifies a group of ranks; rank 0 makes it, and gives it to the others.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct UniqueId
    {
        /// <summary>Its bytes.</summary>
        internal fixed byte Bytes[Size];

        /// <summary>How many they are.</summary>
        internal const int Size = 128;
    }

    private const string Name = "libnccl.so.2";
    private const string DriverName = "libcuda.so.1";
    private const int Float = 7;
    private const int Double = 8;
    private const int SumOfAll = 0;
    private const uint BesideDefaultStream = 1;
    private const uint WithoutTimes = 2;
    private const nint DefaultStream = 0;

    private readonly delegate* unmanaged<UniqueId*, int> makeId;
    private readonly delegate* unmanaged<nint*, int, UniqueId, int, int> join;
    private readonly delegate* unmanaged<nint, nint, nuint, int, int, nint, nint, int> sum;
    private readonly delegate* unmanaged<nint, int> abort;
    private readonly delegate* unmanaged<int, byte*> explain;
    private readonly delegate* unmanaged<nint*, uint, int> makeStream;
    private readonly delegate* unmanaged<nint*, uint, int> makeEvent;
    private readonly delegate* unmanaged<nint, nint, int> record;
    private readonly delegate* unmanaged<nint, nint, uint, int> waitFor;
    private readonly delegate* unmanaged<nint, int> endEvent;

    private NcclLibrary(nint nccl, nint driver)
    {
        makeId = (delegate* unmanaged<UniqueId*, int>)NativeLibrary.GetExport(nccl, "ncclGetUniqueId");
        join = (delegate* unmanaged<nint*, int, UniqueId, int, int>)NativeLibrary.GetExport(nccl, "ncclCommInitRank");
        sum = (delegate* unmanaged<nint, nint, nuint, int, int, nint, nint, int>)NativeLibrary.GetExport(nccl, "ncclAllReduce");
        abort = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(nccl, "ncclCommAbort");
        explain = (delegate* unmanaged<int, byte*>)NativeLibrary.GetExport(nccl, "ncclGetErrorString");
        makeStream = (delegate* unmanaged<nint*, uint, int>)NativeLibrary.GetExport(driver, "cuStreamCreate");
        makeEvent = (delegate* unmanaged<nint*, uint, int>)NativeLibrary.GetExport(driver, "cuEventCreate");
        record = (delegate* unmanaged<nint, nint, int>)NativeLibrary.GetExport(driver, "cuEventRecord");
        waitFor = (delegate* unmanaged<nint, nint, uint, int>)NativeLibrary.GetExport(driver, "cuStreamWaitEvent");
        endEvent = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(driver, "cuEventDestroy_v2");
    }

    /// <summary>Loads it; null where NCCL or the driver is missing.</summary>
    internal static NcclLibrary? Open() =>
        NativeLibrary.TryLoad(Name, out var nccl) && NativeLibrary.TryLoad(DriverName, out var driver) ? new(nccl, driver) : null;

    /// <summary>Makes the identity of a group.</summary>
    internal byte[] MakeId()
    {
        UniqueId id;
        Check(makeId(&id), "a unique id");
        return new ReadOnlySpan<byte>(id.Bytes, UniqueId.Size).ToArray();
    }

    /// <summary>Joins a group, and waits for all its ranks.</summary>
    /// <returns>The group.</returns>
    internal nint Join(byte[] id, int rank, int size)
    {
        UniqueId own;
        id.CopyTo(new Span<byte>(own.Bytes, UniqueId.Size));
        nint group;
        Check(join(&group, size, own, rank), "a group of ranks, each of which needs a GPU of its own");
        return group;
    }

    /// <summary>Makes a stream beside the default one.</summary>
    internal nint MakeStream()
    {
        nint stream;
        CheckDriver(makeStream(&stream, BesideDefaultStream));
        return stream;
    }

    /// <summary>Begins to add numbers up in place, when what was asked of the default stream so far is done.</summary>
    /// <returns>The event of its end.</returns>
    internal nint Sum(nint group, nint stream, nint numbers, long count, bool isDouble)
    {
        nint ready, done;
        CheckDriver(makeEvent(&ready, WithoutTimes));
        CheckDriver(makeEvent(&done, WithoutTimes));
        CheckDriver(record(ready, DefaultStream));
        CheckDriver(waitFor(stream, ready, 0));
        Check(sum(numbers, numbers, (nuint)count, isDouble ? Double : Float, SumOfAll, group, stream), "a sum");
        CheckDriver(record(done, stream));
        CheckDriver(endEvent(ready));
        return done;
    }

    /// <summary>Lets whatever is asked of the default stream from now on wait for an event.</summary>
    internal void Await(nint done)
    {
        CheckDriver(waitFor(DefaultStream, done, 0));
        CheckDriver(endEvent(done));
    }

    /// <summary>Ends sums that wait for a rank which is gone.</summary>
    internal void Abort(nint group) => _ = abort(group);

    private void Check(int error, string what)
    {
        if (error != 0)
        {
            throw new MpiException($"NCCL refused {what}: {Marshal.PtrToStringUTF8((nint)explain(error))}. NCCL_DEBUG=INFO in the environment says more.");
        }
    }

    private static void CheckDriver(int error)
    {
        if (error != 0)
        {
            throw new MpiException(FormattableString.Invariant($"CUDA's driver refused a stream or an event: error {error}."));
        }
    }
}
