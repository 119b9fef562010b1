using System.Runtime.InteropServices;
using System.Text;

namespace Yolo.Runtime.Mpi;

/// <summary>
/// OpenMPI 4 or 5 by its C interface, in which handles are addresses of what the library exports. Calls start what is to be done and return a
/// request; whether it is over, has to be asked. All calls come from one thread. An error of MPI ends the process, as is its default.
/// </summary>
internal sealed unsafe class MpiLibrary
{
    /// <summary>What to install.</summary>
    internal const string Packages = "Debian and Ubuntu: apt-get install openmpi-bin";

    // Calls come from the thread that began, while others compute.
    private const int OneThreadCalls = 1;
    private const int AnySource = -1;
    private const int MessageTag = 1;
    private const int LongestMessage = 2048;
    private const int LongestStatus = 64;
    private const nint InPlace = 1;

    private static readonly string[] Names = ["libmpi.so.40", "libmpi.so", "libmpi.40.dylib"];

    private readonly nint sum;
    private readonly nint world;
    private readonly delegate* unmanaged<nint, nint, int, nint, nint, nint, nint*, int> sumAll;
    private readonly delegate* unmanaged<nint, int, nint, nint, int*, int*, nint, nint, nint*, int> gatherAll;
    private readonly delegate* unmanaged<nint*, int*, byte*, int> test;
    private readonly delegate* unmanaged<int, int, nint, int*, byte*, int> probe;
    private readonly delegate* unmanaged<nint, int, nint, int, int, nint, nint*, int> send;
    private readonly delegate* unmanaged<nint, int, nint, int, int, nint, byte*, int> receive;
    private readonly delegate* unmanaged<int> end;

    private MpiLibrary(nint library)
    {
        nint Export(string name) => NativeLibrary.TryGetExport(library, name, out var address) ? address
            : throw new MpiException($"The MPI library that was found is not OpenMPI 4 or 5, it has no {name}. {Packages}, and start with its mpirun.");
        (Float, Double, Byte, sum, world) = (Export("ompi_mpi_float"), Export("ompi_mpi_double"), Export("ompi_mpi_byte"), Export("ompi_mpi_op_sum"), Export("ompi_mpi_comm_world"));
        sumAll = (delegate* unmanaged<nint, nint, int, nint, nint, nint, nint*, int>)Export("MPI_Iallreduce");
        gatherAll = (delegate* unmanaged<nint, int, nint, nint, int*, int*, nint, nint, nint*, int>)Export("MPI_Iallgatherv");
        test = (delegate* unmanaged<nint*, int*, byte*, int>)Export("MPI_Test");
        probe = (delegate* unmanaged<int, int, nint, int*, byte*, int>)Export("MPI_Iprobe");
        send = (delegate* unmanaged<nint, int, nint, int, int, nint, nint*, int>)Export("MPI_Isend");
        receive = (delegate* unmanaged<nint, int, nint, int, int, nint, byte*, int>)Export("MPI_Recv");
        end = (delegate* unmanaged<int>)Export("MPI_Finalize");
        Begin((delegate* unmanaged<nint, nint, int, int*, int>)Export("MPI_Init_thread"));
        Rank = Ask((delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_rank"));
        Size = Ask((delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_size"));
    }

    /// <summary>The type of numbers of 32 bits.</summary>
    internal nint Float { get; }

    /// <summary>The type of numbers of 64 bits.</summary>
    internal nint Double { get; }

    /// <summary>The type of bytes.</summary>
    internal nint Byte { get; }

    /// <summary>The number of this process, from 0.</summary>
    internal int Rank { get; }

    /// <summary>How many processes there are.</summary>
    internal int Size { get; }

    /// <summary>Loads the library and meets the other processes. From now on this thread calls.</summary>
    /// <exception cref="MpiException">There is no OpenMPI.</exception>
    internal static MpiLibrary Open()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                return new MpiLibrary(library);
            }
        }

        throw new MpiException($"This process was started as one of several, but there is no MPI library (libmpi.so.40). {Packages}.");
    }

    /// <summary>Begins to add numbers up over all ranks, in place.</summary>
    internal nint Sum(nint numbers, int count, nint type)
    {
        nint request;
        _ = sumAll(InPlace, numbers, count, type, sum, world, &request);
        return request;
    }

    /// <summary>Begins to collect bytes of all ranks, everywhere, in the order of ranks.</summary>
    /// <param name="bytes">Those of this rank.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="all">Where those of all go.</param>
    /// <param name="counts">How many each rank has; stays until it is over, as all other memory.</param>
    /// <param name="places">Where each rank's begin.</param>
    internal nint Gather(nint bytes, int count, nint all, int* counts, int* places)
    {
        nint request;
        _ = gatherAll(bytes, count, Byte, all, counts, places, Byte, world, &request);
        return request;
    }

    /// <summary>Whether something is over; what goes on, only goes on while this is asked.</summary>
    internal bool IsOver(ref nint request)
    {
        var status = stackalloc byte[LongestStatus];
        int isOver;
        fixed (nint* asked = &request)
        {
            _ = test(asked, &isOver, status);
        }

        return isOver != 0;
    }

    /// <summary>Sends a few words to all other ranks, which find them whenever they look.</summary>
    internal void Tell(string words)
    {
        var bytes = new byte[LongestMessage];
        _ = Encoding.UTF8.GetBytes(words.AsSpan(0, Math.Min(words.Length, LongestMessage / 4)), bytes);

        // The process ends after it; what MPI may still read must not move.
        var kept = Marshal.AllocHGlobal(LongestMessage);
        Marshal.Copy(bytes, 0, kept, LongestMessage);
        for (var other = 0; other < Size; other++)
        {
            if (other != Rank)
            {
                nint request;
                _ = send(kept, LongestMessage, Byte, other, MessageTag, world, &request);
                _ = IsOver(ref request);
            }
        }
    }

    /// <summary>What another rank has told; null for nothing.</summary>
    internal string? Heard()
    {
        var status = stackalloc byte[LongestStatus];
        int isThere;
        _ = probe(AnySource, MessageTag, world, &isThere, status);
        if (isThere == 0)
        {
            return null;
        }

        var bytes = stackalloc byte[LongestMessage];
        _ = receive((nint)bytes, LongestMessage, Byte, AnySource, MessageTag, world, status);
        return Encoding.UTF8.GetString(bytes, LongestMessage).TrimEnd('\0');
    }

    /// <summary>Takes leave of the other ranks; waits for all of them to do so.</summary>
    internal void End() => _ = end();

    private static void Begin(delegate* unmanaged<nint, nint, int, int*, int> initialize)
    {
        int granted;
        if (initialize(0, 0, OneThreadCalls, &granted) != 0 || granted < OneThreadCalls)
        {
            throw new MpiException("MPI did not begin, or its library was built for programs of one thread. Use the system's OpenMPI.");
        }
    }

    private int Ask(delegate* unmanaged<nint, int*, int> question)
    {
        int answer;
        _ = question(world, &answer);
        return answer;
    }
}
