using System.Net;
using System.Net.Http.Headers;

namespace Yolo.Checkpoints.Weights;

/// <summary>Downloads one file into a part file, going on where an earlier attempt stopped.</summary>
internal sealed class WeightDownload(HttpClient client, Uri address, string part, long? knownLength)
{
    private const int BufferSize = 256 << 10;

    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(60);

    internal async Task RunAsync(string name, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        using var response = await RequestAsync(file.Length, cancellation).ConfigureAwait(false);
        if (response is null)
        {
            return;
        }

        response.EnsureSuccessStatusCode();

        // A server that does not know ranges sends everything from the start.
        var start = response.StatusCode == HttpStatusCode.PartialContent ? file.Length : 0;
        file.SetLength(start);
        file.Seek(start, SeekOrigin.Begin);
        var total = start + response.Content.Headers.ContentLength;
        using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await CopyAsync(body, file, received => progress?.Report(new(name, received, total)), cancellation).ConfigureAwait(false);
        file.Flush(flushToDisk: true);
        if (total is not null && file.Length != total)
        {
            throw new IOException($"the connection broke off after {file.Length} of {total} bytes");
        }
    }

    /// <summary>Asks for what is missing; null where nothing is.</summary>
    private async Task<HttpResponseMessage?> RequestAsync(long have, CancellationToken cancellation)
    {
        if (have > 0 && have == knownLength)
        {
            return null;
        }

        var response = await SendAsync(have, cancellation).ConfigureAwait(false);
        var contradicts = response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable
            || (response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From != have);
        if (have == 0 || !contradicts)
        {
            return response;
        }

        // The range that was asked for does not exist there: a whole file that waits to be checked, or a part of another version.
        var length = response.Content.Headers.ContentRange?.Length;
        response.Dispose();
        return length == have ? null : await SendAsync(0, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(long from, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
        }

        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("the server does not answer", error);
        }
    }

    private static async Task CopyAsync(Stream from, FileStream to, Action<long> report, CancellationToken cancellation)
    {
        var buffer = new byte[BufferSize];
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        while (true)
        {
            stall.CancelAfter(Stall);
            int count;
            try
            {
                count = await from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stall.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"nothing arrived for {Stall.TotalSeconds} seconds", error);
            }

            if (count == 0)
            {
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            report(to.Position);
        }
    }
}
