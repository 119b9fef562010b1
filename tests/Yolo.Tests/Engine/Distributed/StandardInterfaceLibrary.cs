using System.Diagnostics;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>
/// A library with the standard interface of MPI 5 in front of OpenMPI's, as far as it is called: for the tests of that interface where no library brings it.
/// Numbers are those of the standard; everything else is what the profiling interface of OpenMPI does.
/// </summary>
internal static class StandardInterfaceLibrary
{
    private const string Source = """
        #include <mpi.h>
        #include <stdint.h>

        static MPI_Comm Comm(MPI_Comm handle) { return (intptr_t)handle == 0x101 ? MPI_COMM_WORLD : MPI_COMM_NULL; }

        static MPI_Op Op(MPI_Op handle) { return (intptr_t)handle == 0x21 ? MPI_SUM : MPI_OP_NULL; }

        static MPI_Datatype Type(MPI_Datatype handle)
        {
            switch ((intptr_t)handle)
            {
                case 0x210: return MPI_FLOAT;
                case 0x214: return MPI_DOUBLE;
                case 0x247: return MPI_BYTE;
                default: return MPI_DATATYPE_NULL;
            }
        }

        // Each begins with the source, the tag and the error; what follows is the library's own, and the standard's has room for it.
        _Static_assert(sizeof(MPI_Status) <= 32, "a status of the standard has 32 bytes");

        // Threads: 0, 1024, 2048, 4096 in the standard.
        int MPI_Init_thread(int *count, char ***words, int required, int *provided)
        {
            int granted, error = PMPI_Init_thread(count, words, required == 1024 ? MPI_THREAD_FUNNELED : MPI_THREAD_SINGLE, &granted);
            *provided = granted == MPI_THREAD_SINGLE ? 0 : granted == MPI_THREAD_FUNNELED ? 1024 : granted == MPI_THREAD_SERIALIZED ? 2048 : 4096;
            return error;
        }

        int MPI_Abi_get_version(int *major, int *minor) { return *major = 1, *minor = 0, MPI_SUCCESS; }

        int MPI_Comm_rank(MPI_Comm comm, int *rank) { return PMPI_Comm_rank(Comm(comm), rank); }

        int MPI_Comm_size(MPI_Comm comm, int *size) { return PMPI_Comm_size(Comm(comm), size); }

        int MPI_Abort(MPI_Comm comm, int status) { return PMPI_Abort(Comm(comm), status); }

        int MPI_Finalize(void) { return PMPI_Finalize(); }

        int MPI_Iallreduce(const void *from, void *to, int count, MPI_Datatype type, MPI_Op op, MPI_Comm comm, MPI_Request *request)
        {
            return PMPI_Iallreduce((intptr_t)from == 1 ? MPI_IN_PLACE : from, to, count, Type(type), Op(op), Comm(comm), request);
        }

        int MPI_Iallgatherv(const void *from, int count, MPI_Datatype type, void *to, const int counts[], const int places[], MPI_Datatype types, MPI_Comm comm, MPI_Request *request)
        {
            return PMPI_Iallgatherv(from, count, Type(type), to, counts, places, Type(types), Comm(comm), request);
        }

        int MPI_Isend(const void *from, int count, MPI_Datatype type, int rank, int tag, MPI_Comm comm, MPI_Request *request)
        {
            return PMPI_Isend(from, count, Type(type), rank, tag, Comm(comm), request);
        }

        int MPI_Recv(void *to, int count, MPI_Datatype type, int rank, int tag, MPI_Comm comm, MPI_Status *status)
        {
            return PMPI_Recv(to, count, Type(type), rank == -1 ? MPI_ANY_SOURCE : rank, tag, Comm(comm), status);
        }

        int MPI_Iprobe(int rank, int tag, MPI_Comm comm, int *flag, MPI_Status *status)
        {
            return PMPI_Iprobe(rank == -1 ? MPI_ANY_SOURCE : rank, tag, Comm(comm), flag, status);
        }

        int MPI_Test(MPI_Request *request, int *flag, MPI_Status *status)
        {
            int error = PMPI_Test(request, flag, status);
            if (*flag)
            {
                *request = (MPI_Request)(intptr_t)0x180;
            }

            return error;
        }

        """;

    /// <summary>Makes the library, or skips the test where there is no compiler.</summary>
    /// <returns>The folder that it is in.</returns>
    internal static string Make(TemporaryFolder folder)
    {
        if (RankedCommand.Find("mpicc") is not { } compiler || RankedCommand.Find("gcc") is null)
        {
            Assert.Ignore("mpicc or gcc is not installed (Debian: libopenmpi-dev and gcc), so that no library with the standard interface can be made.");
            return string.Empty;
        }

        string[] words = ["-Wall", "-Werror", "-O1", "-shared", "-fPIC", folder.Write("mpi_abi.c", Source), "-o", folder.Path("libmpi_abi.so.1")];
        using var process = Process.Start(new ProcessStartInfo(compiler, words) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (errors.Contains("mpi.h: No such file", StringComparison.Ordinal))
        {
            Assert.Ignore("mpi.h is not installed (Debian: libopenmpi-dev).");
        }

        Assert.That(process.ExitCode, Is.Zero, errors);
        return folder.Root;
    }
}
