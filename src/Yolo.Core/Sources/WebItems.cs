using Yolo.Imaging;
using Yolo.Sources.Video;
using Yolo.Sources.Web;

namespace Yolo.Sources;

/// <summary>What lies behind a web address: a picture, a video, a stream; the content decides, not the name.</summary>
internal static class WebItems
{
    private const int MostPictureBytes = 1 << 28;

    /// <summary>The address that a text is; null if it is none of the web.</summary>
    internal static Uri? AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0 ? address : null;

    /// <summary>Opens the address and gives what is there.</summary>
    internal static IEnumerable<SourceItem> Read(Uri address, SourceOptions options, int index, CancellationToken cancellation)
    {
        var name = PrintableAddress.Of(address);
        using var client = new WebClient(options);
        IEnumerable<SourceItem> items;
        try
        {
            items = Open(client, address, name, options, index, cancellation);
        }
        catch (IOException error)
        {
            cancellation.ThrowIfCancellationRequested();
            items = [new FailedItem(name, error.Message)];
        }

        foreach (var item in items)
        {
            yield return item;
        }
    }

    /// <summary>A stream that is fed from a web address, for use beside others; null if the text is no web address.</summary>
    internal static FfmpegInput? StreamInput(string text, SourceOptions options)
    {
        if (AddressOf(text) is not { } address)
        {
            return null;
        }

        return Feed(address, PrintableAddress.Of(address), cancellation => new OwningStream(new WebClient(options), address, cancellation));
    }

    private static IEnumerable<SourceItem> Open(WebClient client, Uri address, string name, SourceOptions options, int index, CancellationToken cancellation)
    {
        var response = client.Open(address, cancellation);
        var kind = WebContent.KindOf(response);
        if (kind == WebContentKind.Endless)
        {
            return Stream(client, response, name, options, index, cancellation);
        }

        using (response)
        {
            return kind switch
            {
                WebContentKind.Picture => Picture(ReadAll(response), name),
                WebContentKind.Playlist => Live(NetworkStream.Playlist(response.Address, options) with { Name = name }, options, index, cancellation),
                WebContentKind.Video => Video(Download(response, cancellation), name, options, index, cancellation),
                WebContentKind.WebPage => throw new SourceException($"there is a web page ({response.ContentType}), not a picture or video"),
                WebContentKind.Empty => throw new SourceException("the server sent nothing"),
                _ => throw new SourceException($"what is there is neither a picture nor a video but {response.ContentType}"),
            };
        }
    }

    private static IEnumerable<SourceItem> Picture(byte[] data, string name) => [new PictureItem(name, () => Image.Decode(data, strict: false))];

    private static byte[] ReadAll(WebResponse response)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = response.Body.Read(buffer, 0, buffer.Length); read > 0; read = response.Body.Read(buffer, 0, buffer.Length))
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > MostPictureBytes)
            {
                throw new SourceException(FormattableString.Invariant($"the picture has more than {MostPictureBytes >> 20} MiB"));
            }
        }

        return memory.ToArray();
    }

    // Videos are sought in while they are read, so they are brought here first; the file goes when the frames are read.
    private static string Download(WebResponse response, CancellationToken cancellation)
    {
        var path = Path.Combine(Path.GetTempPath(), $"yolo-{Guid.NewGuid():N}{Path.GetExtension(response.Address.AbsolutePath)}");
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            using var closing = cancellation.Register(response.Dispose);
            response.Body.CopyTo(file, 1 << 16);
            return path;
        }
        catch
        {
            File.Delete(path);
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    private static IEnumerable<SourceItem> Video(string path, string name, SourceOptions options, int index, CancellationToken cancellation)
    {
        try
        {
            foreach (var item in new VideoSource(FfmpegInput.File(path) with { Name = name }, options, index).Read(cancellation))
            {
                yield return item;
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    // The connection that is open already serves the first reading; a lost stream is asked for anew.
    private static IEnumerable<SourceItem> Stream(WebClient client, WebResponse response, string name, SourceOptions options, int index, CancellationToken cancellation)
    {
        var first = response;
        var input = Feed(response.Address, name, token => (Interlocked.Exchange(ref first, null) ?? client.Open(response.Address, token)).Body);
        return Live(input, options, index, cancellation);
    }

    private static FfmpegInput Feed(Uri address, string name, Func<CancellationToken, Stream> open) => FfmpegInput.Feed(name, open) with { Secret = address.OriginalString };

    private static IEnumerable<SourceItem> Live(FfmpegInput input, SourceOptions options, int index, CancellationToken cancellation)
    {
        using var stream = new LiveStream(input, options, index, cancellation);
        foreach (var item in stream.Frames.ReadAllAsync(cancellation).ToBlockingEnumerable(cancellation))
        {
            yield return item;
        }
    }
}
