namespace Yolo.Runtime.Mpi;

/// <summary>No MPI is there, or it refused something.</summary>
/// <param name="message">What, and how to mend it.</param>
public sealed class MpiException(string message) : Exception(message);
