namespace Yolo.Data;

/// <summary>Fetches archives over http(s).</summary>
internal static class DatasetDownload
{
    private const int BufferSize = 1 << 17;

    public static bool IsAddress(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Downloads to a temporary file, hands it over and deletes it.</summary>
    public static void Fetch(Uri address, DatasetOptions options, Action<string> use, CancellationToken cancellation)
    {
        string folder = Path.GetFullPath(options.DatasetsFolder);
        string file = Path.Combine(folder, $"{Guid.NewGuid():N}.download");
        options.Report?.Invoke($"Downloading {address} to {folder}.");
        try
        {
            Directory.CreateDirectory(folder);
            Save(address, file, options, cancellation).GetAwaiter().GetResult();
            use(file);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new DatasetException($"{address}: the data set could not be fetched: {error.Message} Try again, or put the data set in place by hand.", error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task Save(Uri address, string file, DatasetOptions options, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = options.Timeout };
        using var client = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        using var response = await Patient(token => client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, token), options, cancellation).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        long? expected = response.Content.Headers.ContentLength;
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var _ = body.ConfigureAwait(false);
        var output = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        await using var __ = output.ConfigureAwait(false);
        byte[] buffer = new byte[BufferSize];
        long total = 0;
        while (await Patient(token => body.ReadAsync(buffer, token).AsTask(), options, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            total += count;
            DatasetArchive.CheckSize(total, options);
            await output.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
        }

        if (expected is { } length && length != total)
        {
            throw new IOException($"The connection ended after {total} of {length} bytes.");
        }
    }

    /// <summary>Waits as long as something arrives now and then, and no longer.</summary>
    private static async Task<T> Patient<T>(Func<CancellationToken, Task<T>> step, DatasetOptions options, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Timeout);
        try
        {
            return await step(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The server was silent for {options.Timeout.TotalSeconds:0} s.", error);
        }
    }
}
