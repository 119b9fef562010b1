using System.Globalization;
using System.Security.Cryptography;

namespace Yolo.Checkpoints.Weights;

/// <summary>Finds weight files by name: where the user points, in the weights folder, else in the official release, from which they are downloaded.</summary>
/// <param name="folder">The weights folder; made when something is downloaded into it.</param>
/// <param name="client">The client to download with; stays the caller's.</param>
/// <param name="known">
/// Lengths and hashes by file name; null for those that are known of the official release, if that is where files come from. What is not listed is
/// checked by reading it, with the checksums of its archive, and reported with a warning.
/// </param>
/// <param name="release">The address that file names are appended to; null for <see cref="OfficialRelease"/>.</param>
internal sealed class WeightStore(
    string folder, HttpClient client, IReadOnlyDictionary<string, KnownWeights>? known = null, Uri? release = null)
{
    private readonly Uri origin = release ?? OfficialRelease;
    private readonly IReadOnlyDictionary<string, KnownWeights>? listed = known ?? (release is null || release == OfficialRelease ? ReleasedWeights.All : null);

    /// <summary>Where Ultralytics publishes its weights.</summary>
    public static Uri OfficialRelease { get; } = new("https://github.com/ultralytics/assets/releases/download/v8.4.0/");

    /// <summary>The path of a weight file, downloaded first if it is nowhere on disk.</summary>
    /// <param name="name">A path, or the bare name of a released file such as <c>yolo11n.pt</c>.</param>
    /// <param name="progress">Told about a download, at most once per 256 KiB.</param>
    /// <param name="cancellation">Stops a download; what has arrived is kept for the next attempt.</param>
    /// <exception cref="CheckpointException">There is no such file, it cannot be downloaded, or what arrived is not what it must be.</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public async Task<string> FindAsync(string name, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (File.Exists(name))
        {
            return name;
        }

        var path = Path.Combine(folder, Path.GetFileName(name));
        if (Path.GetFileName(name) != name || !name.EndsWith(".pt", StringComparison.OrdinalIgnoreCase))
        {
            throw new CheckpointSource(name).Error(null, "there is no such file", "Check the path; only bare names such as yolo11n.pt are downloaded");
        }

        if (!File.Exists(path))
        {
            await DownloadAsync(name, path, progress, cancellation).ConfigureAwait(false);
        }

        return path;
    }

    private async Task DownloadAsync(string name, string path, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var part = path + ".part";
        var address = new Uri(origin, Uri.EscapeDataString(name));
        try
        {
            Directory.CreateDirectory(folder);
            var download = new WeightDownload(client, address, part, listed?.GetValueOrDefault(name)?.Length);
            await download.RunAsync(name, progress, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            if (new FileInfo(part) is { Exists: true, Length: 0 })
            {
                File.Delete(part);
            }

            throw new CheckpointSource(name).Error(null, $"it is not in {folder}, and downloading it failed: {error.Message.TrimEnd('.')}",
                $"Try again (what has arrived is kept), or download {address} elsewhere and put it at {path}", error);
        }

        Verify(name, part, address);
        File.Move(part, path, overwrite: true);
        if (listed?.ContainsKey(name) != true)
        {
            var length = new FileInfo(path).Length;
            progress?.Report(new(name, length, length) { Warning = $"No hash of {name} is known here: it was checked to be whole, and not that it is what was released." });
        }
    }

    /// <summary>A file that is not what it must be is deleted, so that the next attempt starts afresh.</summary>
    private void Verify(string name, string part, Uri address)
    {
        try
        {
            if (listed?.GetValueOrDefault(name) is { } expected)
            {
                VerifyHash(name, part, expected, address);
            }
            else
            {
                CheckpointReader.Read(part);
            }
        }
        catch (CheckpointException)
        {
            File.Delete(part);
            throw;
        }
    }

    private static void VerifyHash(string name, string part, KnownWeights expected, Uri address)
    {
        using var stream = File.OpenRead(part);
        var hash = Convert.ToHexString(SHA256.HashData(stream));
        if ((expected.Length ?? stream.Length) != stream.Length || !hash.Equals(expected.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            var length = expected.Length is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes and ") : "";
            throw new CheckpointSource(name).Error(null,
                string.Create(CultureInfo.InvariantCulture, $"what came from {address} has {stream.Length} bytes and SHA-256 {hash}; it must have {length}SHA-256 {expected.Sha256}"),
                "Try again; if it stays so, do not trust the source");
        }
    }
}
