using System.Runtime.InteropServices;

namespace Yolo.Runtime.Mpi;

/// <summary>What an MPI library calls the things that programs name when they call it. What all libraries have alike stands where it is used.</summary>
/// <param name="Float">The type of numbers of 32 bits.</param>
/// <param name="Double">The type of numbers of 64 bits.</param>
/// <param name="Byte">The type of bytes.</param>
/// <param name="Sum">Addition.</param>
/// <param name="World">All processes.</param>
/// <param name="OneThreadCalls">A program of several threads, of which the one that began calls.</param>
internal sealed record MpiConstants(nint Float, nint Double, nint Byte, nint Sum, nint World, int OneThreadCalls)
{
    /// <summary>Those of the standard, its chapter on the ABI: numbers, the same in every library that has its interface.</summary>
    /// <param name="library">The library.</param>
    /// <returns>The constants; null for a library that was built before the standard was.</returns>
    internal static MpiConstants? OfTheStandard(nint library) => NativeLibrary.TryGetExport(library, "MPI_Abi_get_version", out _)
        ? new(Float: 0x210, Double: 0x214, Byte: 0x247, Sum: 0x21, World: 0x101, OneThreadCalls: 1024) : null;

    /// <summary>Those of OpenMPI: addresses of what the library exports.</summary>
    /// <param name="library">The library.</param>
    /// <returns>The constants; null for a library of another MPI.</returns>
    internal static MpiConstants? OfOpenMpi(nint library)
    {
        nint Find(string name) => NativeLibrary.TryGetExport(library, "ompi_mpi_" + name, out var address) ? address : 0;
        var found = new MpiConstants(Find("float"), Find("double"), Find("byte"), Find("op_sum"), Find("comm_world"), OneThreadCalls: 1);
        return found is { Float: 0 } or { Double: 0 } or { Byte: 0 } or { Sum: 0 } or { World: 0 } ? null : found;
    }
}
