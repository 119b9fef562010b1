namespace Yolo;

/// <summary>
/// A file that is written. Where the file system or the user's limits (<c>ulimit -f</c>) take no file of that size, .NET speaks of an argument that is out
/// of range; this file says what it is, as an <see cref="IOException"/> like that of a full disk.
/// </summary>
internal sealed class OutputFile(string path, FileMode mode, FileShare share = FileShare.Read, int bufferSize = 4096) : FileStream(path, mode, FileAccess.Write, share, bufferSize)
{
    public override void Write(byte[] buffer, int offset, int count) => Told(() => base.Write(buffer, offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            base.Write(buffer);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw TooLarge(error);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw TooLarge(error);
        }
    }

    public override void SetLength(long value) => Told(() => base.SetLength(value));

    public override void Flush(bool flushToDisk) => Told(() => base.Flush(flushToDisk));

    // What is left in the buffer is written last.
    protected override void Dispose(bool disposing) => Told(() => base.Dispose(disposing));

    private static void Told(Action write)
    {
        try
        {
            write();
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw TooLarge(error);
        }
    }

    private static IOException TooLarge(Exception error) => new("The file system, or a limit of this user (ulimit -f), takes no file that large.", error);
}
