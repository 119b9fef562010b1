namespace Yolo.Sources.Web;

/// <summary>What an address answered: a stream, of which the beginning was looked at already. Disposing it ends the connection.</summary>
internal sealed class WebResponse(HttpResponseMessage message, Stream body, byte[] beginning, Uri address) : IDisposable
{
    /// <summary>Where it came from, after redirections.</summary>
    internal Uri Address => address;

    /// <summary>Such as "image/jpeg"; empty if the server does not say.</summary>
    internal string ContentType => message.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? string.Empty;

    /// <summary>Number of bytes; null for what has no end yet.</summary>
    internal long? Length => message.Content.Headers.ContentLength;

    /// <summary>The first bytes, 512 if there are so many.</summary>
    internal ReadOnlySpan<byte> Beginning => beginning;

    /// <summary>All bytes, from the first.</summary>
    internal Stream Body { get; } = new PrefixedStream(beginning, body);

    /// <inheritdoc/>
    public void Dispose()
    {
        Body.Dispose();
        message.Dispose();
    }
}
