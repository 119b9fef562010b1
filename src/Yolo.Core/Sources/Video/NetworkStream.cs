using System.Collections.Frozen;
using System.Globalization;
using Yolo.Sources.Web;

namespace Yolo.Sources.Video;

/// <summary>Streams that ffmpeg opens itself.</summary>
internal static class NetworkStream
{
    internal static readonly string[] Schemes = ["rtsp", "rtsps", "rtmp", "rtmps", "rtp", "udp", "tcp", "srt"];
    private static readonly FrozenSet<string> Known = Schemes.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The input for an address; null if it is of another kind.</summary>
    internal static FfmpegInput? Input(string address, SourceOptions options)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !Known.Contains(uri.Scheme))
        {
            return null;
        }

        string[] words = uri.Scheme is "rtsp" or "rtsps"
            ? ["-rtsp_transport", "tcp", FfmpegProgram.Find(options.Ffmpeg).Version.Major >= 5 ? "-timeout" : "-stimeout", Microseconds(options.Timeout)]
            : ["-rw_timeout", Microseconds(options.Timeout)];
        return Of(uri, words, "file", options);
    }

    /// <summary>A list of pieces (HLS, DASH) that ffmpeg fetches one after the other. Where the pieces lie cannot be judged beforehand, but they are no files of this machine.</summary>
    internal static FfmpegInput Playlist(Uri address, SourceOptions options) =>
        Of(address, ["-rw_timeout", Microseconds(options.Timeout), "-protocol_whitelist", "http,https,tcp,tls,crypto,httpproxy"], "file", options);

    private static FfmpegInput Of(Uri address, string[] words, string forbidden, SourceOptions options)
    {
        var local = words.Contains("-protocol_whitelist") ? [] : new[] { "-protocol_blacklist", forbidden };
        return new FfmpegInput(PrintableAddress.Of(address), ["-nostdin", "-fflags", "nobuffer", "-flags", "low_delay", .. words, .. local, "-i", address.OriginalString])
        {
            Secret = address.OriginalString,
            IsLive = true,
            Check = cancellation => PrivateAddress.ResolveAsync(address.Host, options.AllowPrivateAddresses, cancellation).GetAwaiter().GetResult(),
        };
    }

    private static string Microseconds(TimeSpan time) => ((long)time.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
}
