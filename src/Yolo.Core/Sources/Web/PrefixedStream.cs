namespace Yolo.Sources.Web;

/// <summary>A stream whose beginning was read already: gives that first, then the rest.</summary>
internal sealed class PrefixedStream(byte[] beginning, Stream rest) : ForwardStream
{
    private int at;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (at == beginning.Length)
        {
            return rest.Read(buffer, offset, count);
        }

        var given = Math.Min(count, beginning.Length - at);
        beginning.AsSpan(at, given).CopyTo(buffer.AsSpan(offset));
        at += given;
        return given;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
