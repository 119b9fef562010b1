namespace Yolo.Runtime.Mpi;

/// <summary>An interface that MPI libraries have: the functions are the same in all, the files and the constants are not.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Files">Names under which the system's loader is asked for it; the first is the one to be told.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Constants">Finds the constants of a library of that name; null where it has another interface after all.</param>
internal sealed record MpiInterface(string Name, IReadOnlyList<string> Files, string Source, Func<nint, MpiConstants?> Constants)
{
    /// <summary>What to install where nothing is there yet.</summary>
    internal const string Packages = "Debian and Ubuntu: apt-get install openmpi-bin";

    /// <summary>OpenMPI 4 and 5.</summary>
    internal static MpiInterface OpenMpi { get; } = new("OpenMPI", ["libmpi.so.40", "libmpi.so", "libmpi.40.dylib"], Packages, MpiConstants.OfOpenMpi);

    /// <summary>The interface of the standard, which does not depend on whose the library is.</summary>
    internal static MpiInterface Standard { get; } = new(
        "the standard interface of MPI 5",
        ["libmpi_abi.so.1", "libmpi_abi.so.0", "libmpi_abi.so", "libmpi_abi.1.dylib", "libmpi_abi.0.dylib"],
        "MPICH 5, Intel MPI 2021.17 and newer bring it",
        MpiConstants.OfTheStandard);

    /// <summary>What is missing where it is not there.</summary>
    internal string Missing => $"{Name} ({Files[0]}; {Source})";
}
