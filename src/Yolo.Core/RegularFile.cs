namespace Yolo;

/// <summary>Keeps from opening what only looks like a file: a pipe would be waited for until somebody writes into it.</summary>
internal static class RegularFile
{
    /// <summary>The path of a file that holds something.</summary>
    /// <param name="path">A path; what does not exist is left to whoever opens it.</param>
    /// <returns>The same path.</returns>
    /// <exception cref="IOException">It is empty, or no file: pipes, sockets and devices have no length either.</exception>
    internal static string Require(string path) => HoldsNothing(path)
        ? throw new IOException($"{path} is empty, or a pipe, socket or device, which is not read.")
        : path;

    /// <summary>Whether it is there, and empty or no file.</summary>
    internal static bool HoldsNothing(string path) => new FileInfo(path) is { Exists: true, Length: 0 };
}
