using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Yolo.Sources.Video;

/// <summary>The program ffmpeg of this machine: that it is there, and what its version can do.</summary>
internal sealed partial class FfmpegProgram
{
    private static readonly ConcurrentDictionary<string, FfmpegProgram> Known = new(StringComparer.Ordinal);
    private readonly Lazy<bool> hasX264;

    private FfmpegProgram(string path, Version version)
    {
        Path = path;
        Version = version;
        hasX264 = new(() => Ask(path, "-hide_banner", "-encoders").Contains(" libx264 ", StringComparison.Ordinal));
    }

    internal string Path { get; }

    /// <summary>Its version; a build without a number counts as new.</summary>
    internal Version Version { get; }

    /// <summary>Whether it can write H.264, which every player knows.</summary>
    internal bool HasX264 => hasX264.Value;

    /// <summary>Frames as they are, neither doubled nor dropped to keep a rate.</summary>
    internal string[] FramesAsTheyAre => Version >= new Version(5, 1) ? ["-fps_mode", "passthrough"] : ["-vsync", "0"];

    /// <summary>Finds the program, once for each name.</summary>
    /// <param name="path">A name in PATH or a path.</param>
    /// <exception cref="SourceException">It is not there, or is no ffmpeg.</exception>
    internal static FfmpegProgram Find(string path)
    {
        if (Known.TryGetValue(path, out var known))
        {
            return known;
        }

        // The first word is the tool's own name, whatever its file is called.
        var words = Ask(path, "-version");
        if (VersionLine().Match(words) is not { Success: true } match)
        {
            throw new SourceException($"The program '{path}' was to decode a video, but it is no ffmpeg; name one that is, with ffmpeg=path.");
        }

        var version = Version.TryParse(match.Groups[1].Value, out var number) ? number : new Version(99, 0);
        return Known.GetOrAdd(path, new FfmpegProgram(path, version));
    }

    /// <summary>Starts the program.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Whether its input is written by us; otherwise it has none.</param>
    internal Process Start(IEnumerable<string> arguments, bool input)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = input,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        return Launch(start, Path);
    }

    private static string Ask(string path, params string[] arguments)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        using var process = Launch(start, path);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var words = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return words;
    }

    private static Process Launch(ProcessStartInfo start, string path)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception error) when (error is Win32Exception or FileNotFoundException)
        {
            throw new SourceException(
                string.Create(CultureInfo.InvariantCulture, $"Videos, streams and cameras are read through ffmpeg, and there is no program '{path}' on this machine. Install ffmpeg (for instance: apt install ffmpeg) or name it with ffmpeg=path."),
                error);
        }
    }

    [GeneratedRegex(@"\Affmpeg version (?:n)?(\d+\.\d+)?")]
    private static partial Regex VersionLine();
}
