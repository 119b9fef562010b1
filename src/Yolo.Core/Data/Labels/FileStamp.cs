namespace Yolo.Data.Labels;

/// <summary>Tells whether a file is still the one that was read.</summary>
/// <param name="Length">Bytes; -1 for a file that does not exist.</param>
/// <param name="Ticks">Time of the last change.</param>
internal readonly record struct FileStamp(long Length, long Ticks)
{
    /// <summary>File systems keep time coarsely: a file as young as this may change again without looking different.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    /// <summary>Equals the stamp of no file, so that what carries it is read again.</summary>
    public static FileStamp Untrusted { get; } = new(-2, 0);

    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new(file.Length, file.LastWriteTimeUtc.Ticks) : new(-1, 0);
    }

    /// <summary>The stamp to remember: none for a file that changed a moment ago.</summary>
    public FileStamp IfSettled(DateTimeOffset now) => Length >= 0 && now.UtcTicks - Ticks < Settled.Ticks ? Untrusted : this;
}
