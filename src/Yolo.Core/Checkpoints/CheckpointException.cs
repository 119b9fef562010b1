namespace Yolo.Checkpoints;

/// <summary>A checkpoint that cannot be read or written: what is wrong, where, and how to mend it.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Creates the error; <see cref="Exception.Message"/> is put together from the parts.</summary>
    /// <param name="file">The file, as the caller named it.</param>
    /// <param name="entry">The part of the file (an entry of the archive, a tensor), or null.</param>
    /// <param name="offset">The byte within the part, or within the file where there is no part; null if none is to blame.</param>
    /// <param name="what">What is wrong, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do about it, as a whole sentence.</param>
    /// <param name="inner">The error underneath, if any.</param>
    internal CheckpointException(string file, string? entry, long? offset, string what, string remedy, Exception? inner = null)
        : base(Compose(file, entry, offset, what, remedy), inner)
    {
        File = file;
        Entry = entry;
        Offset = offset;
        What = what;
        Remedy = remedy;
    }

    /// <summary>The file, as the caller named it.</summary>
    public string File { get; }

    /// <summary>The part of the file that is wrong, or null.</summary>
    public string? Entry { get; }

    /// <summary>The byte at fault, counted from 0 within <see cref="Entry"/> (without one: within the file), or null.</summary>
    public long? Offset { get; }

    /// <summary>What is wrong.</summary>
    public string What { get; }

    /// <summary>How to mend it.</summary>
    public string Remedy { get; }

    private static string Compose(string file, string? entry, long? offset, string what, string remedy)
    {
        var place = entry is null ? file : $"{file}, {entry}";
        return offset is null ? $"{place}: {what}. {remedy}" : string.Create(null, $"{place}, byte {offset}: {what}. {remedy}");
    }
}
