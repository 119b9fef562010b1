namespace Yolo.Sources.Web;

/// <summary>The body of an address, together with the client that opened it.</summary>
internal sealed class OwningStream : ForwardStream
{
    private readonly WebClient client;
    private readonly WebResponse response;

    internal OwningStream(WebClient client, Uri address, CancellationToken cancellation)
    {
        this.client = client;
        try
        {
            response = client.Open(address, cancellation);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => response.Body.Read(buffer, offset, count);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
            client.Dispose();
        }

        base.Dispose(disposing);
    }
}
