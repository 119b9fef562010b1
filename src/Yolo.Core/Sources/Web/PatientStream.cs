namespace Yolo.Sources.Web;

/// <summary>A stream from the network on which no read waits longer than a limit, and which can be disposed while one waits.</summary>
internal sealed class PatientStream(Stream inner, TimeSpan patience) : ForwardStream
{
    private readonly CancellationTokenSource closed = new();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(closed.Token);
        limit.CancelAfter(patience);
        try
        {
            return inner.ReadAsync(buffer.AsMemory(offset, count), limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException error)
        {
            throw new IOException(closed.IsCancellationRequested ? "the connection was closed" : FormattableString.Invariant($"nothing came for {patience.TotalSeconds:0.#} seconds"), error);
        }
        catch (HttpRequestException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            closed.Cancel();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
