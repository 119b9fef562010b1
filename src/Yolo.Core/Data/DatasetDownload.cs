using System.Globalization;
using System.Security.Cryptography;

namespace Yolo.Data;

/// <summary>Fetches archives over http(s).</summary>
internal static class DatasetDownload
{
    private const int BufferSize = 1 << 17;
    private const long Mebibyte = 1 << 20;

    public static bool IsAddress(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Downloads to a temporary file, hands it over and deletes it.</summary>
    /// <param name="address">The archive.</param>
    /// <param name="options">How to fetch, and who is told.</param>
    /// <param name="use">Takes the file.</param>
    /// <param name="place">Where its content goes, for people who have to fetch it themselves.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void Fetch(Uri address, DatasetOptions options, Action<string> use, string place, CancellationToken cancellation)
    {
        string folder = Path.GetFullPath(options.DatasetsFolder);
        string file = Path.Combine(folder, $"{Guid.NewGuid():N}.download");
        options.Report?.Invoke($"Downloading {address} to {folder}.");
        try
        {
            Directory.CreateDirectory(folder);
            Save(address, file, options, cancellation).GetAwaiter().GetResult();
            Verify(file, address, options);
            use(file);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new DatasetException($"{address}: the data set could not be fetched: {error.Message.TrimEnd('.')}. Try again, or download it elsewhere and unpack it to {place}.", error);
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
        long said = 0;
        while (await Patient(token => body.ReadAsync(buffer, token).AsTask(), options, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            total += count;
            DatasetArchive.CheckSize(total, options);
            await output.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            said = Report(said, total, expected, options);
            options.Progress?.Report(new($"Downloading {Path.GetFileName(address.LocalPath)}", total, expected, WorkUnit.Bytes));
        }

        if (expected is { } length && length != total)
        {
            throw new IOException($"The connection ended after {total} of {length} bytes.");
        }
    }

    // Whenever another tenth has arrived; where the server does not say how much there is, every 16 MiB.
    private static long Report(long said, long total, long? expected, DatasetOptions options)
    {
        long step = expected is > 0 and var length ? total * 10 / length : total / (16 * Mebibyte);
        if (step > said)
        {
            var whole = expected is { } bytes ? string.Create(CultureInfo.InvariantCulture, $" of {(double)bytes / Mebibyte:F1}") : "";
            options.Report?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{(double)total / Mebibyte:F1}{whole} MiB are here."));
        }

        return step;
    }

    private static void Verify(string file, Uri address, DatasetOptions options)
    {
        if (PublicDatasets.HashOf(address, options.Assets) is not { } expected)
        {
            return;
        }

        using var stream = File.OpenRead(file);
        string hash = Convert.ToHexString(SHA256.HashData(stream));
        if (!hash.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new DatasetException($"{address}: what arrived has the SHA-256 {hash}, not {expected}; it was not unpacked. Try again; if it stays so, do not trust the source.");
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
