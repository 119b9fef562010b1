namespace Yolo;

/// <summary>A file could not be replaced because another process holds it open. The old file is as it was, and the new content is beside it.</summary>
/// <param name="path">The file.</param>
/// <param name="temporary">The file with the new content.</param>
/// <param name="inner">What the system said.</param>
internal sealed class FileHeldException(string path, string temporary, Exception inner)
    : IOException($"{path}: {Happened(temporary)}. {ToDo}.", inner)
{
    /// <summary>What to do, without the full stop.</summary>
    internal const string ToDo = "Close the file there, then give the new one its name";

    /// <summary>What happened, without the file's name and the full stop.</summary>
    internal string What { get; } = Happened(temporary);

    private static string Happened(string temporary) => $"another process holds the file open, so it could not be replaced. It is as it was, and the new content is in {temporary}";
}
