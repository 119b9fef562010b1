using System.Runtime.InteropServices;
using System.Text;

namespace Yolo.Runtime.Mpi;

/// <summary>
/// An MPI library by its C interface. Calls start what is to be done and return a request; whether it is over, has to be asked. All calls come from one
/// thread. An error of MPI ends the process, as is its default.
/// </summary>
internal sealed unsafe class MpiLibrary
{
    private const int MessageTag = 1;
    private const int LongestStatus = 64;

    // Messages of this length go at once, whether or not anybody looks for them yet.
    private const int LongestMessage = 3072;

    // The same in OpenMPI and in the standard's interface, as is what a status begins with: the rank that sent.
    private const int AnySource = -1;
    private const nint InPlace = 1;

    private readonly MpiConstants constants;
    private readonly delegate* unmanaged<nint, nint, int, nint, nint, nint, nint*, int> sumAll;
    private readonly delegate* unmanaged<nint, int, nint, nint, int*, int*, nint, nint, nint*, int> gatherAll;
    private readonly delegate* unmanaged<nint*, int*, byte*, int> test;
    private readonly delegate* unmanaged<int, int, nint, int*, byte*, int> probe;
    private readonly delegate* unmanaged<nint, int, nint, int, int, nint, nint*, int> send;
    private readonly delegate* unmanaged<nint, int, nint, int, int, nint, byte*, int> receive;
    private readonly delegate* unmanaged<nint, int, int> abort;
    private readonly delegate* unmanaged<int> end;

    private MpiLibrary(nint library, MpiInterface found, MpiConstants constants)
    {
        nint Export(string name) => NativeLibrary.GetExport(library, name);
        (Interface, this.constants) = (found, constants);
        sumAll = (delegate* unmanaged<nint, nint, int, nint, nint, nint, nint*, int>)Export("MPI_Iallreduce");
        gatherAll = (delegate* unmanaged<nint, int, nint, nint, int*, int*, nint, nint, nint*, int>)Export("MPI_Iallgatherv");
        test = (delegate* unmanaged<nint*, int*, byte*, int>)Export("MPI_Test");
        probe = (delegate* unmanaged<int, int, nint, int*, byte*, int>)Export("MPI_Iprobe");
        send = (delegate* unmanaged<nint, int, nint, int, int, nint, nint*, int>)Export("MPI_Isend");
        receive = (delegate* unmanaged<nint, int, nint, int, int, nint, byte*, int>)Export("MPI_Recv");
        abort = (delegate* unmanaged<nint, int, int>)Export("MPI_Abort");
        end = (delegate* unmanaged<int>)Export("MPI_Finalize");
        RequireUnused((delegate* unmanaged<int*, int>)Export("MPI_Initialized"));
        Begin((delegate* unmanaged<nint, nint, int, int*, int>)Export("MPI_Init_thread"));
        Rank = Ask((delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_rank"));
        Size = Ask((delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_size"));
    }

    /// <summary>By which interface it is called.</summary>
    internal MpiInterface Interface { get; }

    /// <summary>The type of numbers of 32 bits.</summary>
    internal nint Float => constants.Float;

    /// <summary>The type of numbers of 64 bits.</summary>
    internal nint Double => constants.Double;

    /// <summary>The number of this process, from 0.</summary>
    internal int Rank { get; }

    /// <summary>How many processes there are.</summary>
    internal int Size { get; }

    /// <summary>Loads a library and meets the other processes. From now on this thread calls.</summary>
    /// <param name="wanted">Interfaces of which one has to be there, the best first.</param>
    /// <param name="launcher">What started this process.</param>
    /// <exception cref="MpiException">There is none, or somebody else uses it.</exception>
    internal static MpiLibrary Open(IReadOnlyList<MpiInterface> wanted, string launcher)
    {
        var refused = string.Empty;
        foreach (var one in wanted)
        {
            foreach (var file in one.Files)
            {
                if (!NativeLibrary.TryLoad(file, out var library))
                {
                    continue;
                }

                if (one.Constants(library) is { } constants)
                {
                    return new MpiLibrary(library, one, constants);
                }

                refused = $" The {file} that is there has another interface.";
            }
        }

        var missing = string.Join(", or ", wanted.Select(one => one.Missing));
        throw new MpiException($"{launcher} started this process as one of several, and the MPI library that goes with it is not there: {missing}.{refused}"
            + (wanted.Contains(MpiInterface.OpenMpi) ? string.Empty : $" Or start with OpenMPI's mpirun ({MpiInterface.Packages})."));
    }

    /// <summary>Begins to add numbers up over all ranks, in place.</summary>
    internal nint Sum(nint numbers, int count, nint type)
    {
        nint request;
        _ = sumAll(InPlace, numbers, count, type, constants.Sum, constants.World, &request);
        return request;
    }

    /// <summary>Begins to collect bytes of all ranks, everywhere, in the order of ranks.</summary>
    /// <param name="bytes">Those of this rank.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="all">Where those of all go.</param>
    /// <param name="counts">How many each rank has, numbers of 32 bits; stays until it is over, as all other memory.</param>
    /// <param name="places">Where each rank's begin.</param>
    internal nint Gather(nint bytes, int count, nint all, nint counts, nint places)
    {
        nint request;
        _ = gatherAll(bytes, count, constants.Byte, all, (int*)counts, (int*)places, constants.Byte, constants.World, &request);
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

    /// <summary>Sends words to all other ranks, which find them whenever they look; about a thousand characters, or their beginning.</summary>
    internal void Tell(string words)
    {
        var bytes = ToMessage(words);

        // The process ends after it; what MPI may still read must not move.
        var kept = Marshal.AllocHGlobal(LongestMessage);
        Marshal.Copy(bytes, 0, kept, LongestMessage);
        for (var other = 0; other < Size; other++)
        {
            if (other != Rank)
            {
                nint request;
                _ = send(kept, LongestMessage, constants.Byte, other, MessageTag, constants.World, &request);
                _ = IsOver(ref request);
            }
        }
    }

    /// <summary>What another rank has told, and which; null for nothing.</summary>
    internal (int Rank, string Words)? Heard()
    {
        var status = stackalloc byte[LongestStatus];
        int isThere;
        _ = probe(AnySource, MessageTag, constants.World, &isThere, status);
        if (isThere == 0)
        {
            return null;
        }

        var bytes = stackalloc byte[LongestMessage];
        _ = receive((nint)bytes, LongestMessage, constants.Byte, AnySource, MessageTag, constants.World, status);
        return (*(int*)status, FromMessage(new(bytes, LongestMessage)));
    }

    /// <summary>Words as they are sent: whole characters, as many as there is room for.</summary>
    internal static byte[] ToMessage(string words)
    {
        var bytes = new byte[LongestMessage];
        Encoding.UTF8.GetEncoder().Convert(words, bytes, flush: true, out _, out _, out _);
        return bytes;
    }

    /// <summary>The words of <see cref="ToMessage"/>.</summary>
    internal static string FromMessage(ReadOnlySpan<byte> message) => Encoding.UTF8.GetString(message).TrimEnd('\0');

    /// <summary>Ends all processes at once, this one too.</summary>
    /// <param name="status">The exit status.</param>
    internal void Abort(int status) => _ = abort(constants.World, status);

    /// <summary>Takes leave of the other ranks; waits for all of them to do so.</summary>
    internal void End() => _ = end();

    // Also where it has ended: nobody can begin it twice.
    private static void RequireUnused(delegate* unmanaged<int*, int> hasBegun)
    {
        int isUsed;
        _ = hasBegun(&isUsed);
        if (isUsed != 0)
        {
            throw new MpiException("This program, or another library in it, has begun MPI itself. World.Current, which every training asks, begins MPI and ends it: leave both to it, or start the program without a launcher of MPI.");
        }
    }

    private void Begin(delegate* unmanaged<nint, nint, int, int*, int> initialize)
    {
        int granted;
        if (initialize(0, 0, constants.OneThreadCalls, &granted) != 0 || granted < constants.OneThreadCalls)
        {
            throw new MpiException($"MPI did not begin, or its library was built for programs of one thread. Use another build of {Interface.Missing}.");
        }
    }

    private int Ask(delegate* unmanaged<nint, int*, int> question)
    {
        int answer;
        _ = question(constants.World, &answer);
        return answer;
    }
}
