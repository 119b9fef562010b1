using System.Globalization;
using Yolo.Sources.Video;

namespace Yolo.Sources;

/// <summary>Understands the text that names a source.</summary>
internal static class SourceParser
{
    internal static PictureSource Parse(string source, SourceOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        source = source.Trim();
        if (LiveInput(source, options) is { } live)
        {
            return new LiveSource([live], options);
        }

        if (Path.GetExtension(source).Equals(".streams", StringComparison.OrdinalIgnoreCase) && File.Exists(source))
        {
            return new LiveSource(InputsOf(source, options), options);
        }

        return new FilesSource(WebItems.AddressOf(source) is null ? PictureFiles.Find(source) : [source], options);
    }

    private static FfmpegInput? LiveInput(string source, SourceOptions options)
    {
        if (int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out var camera))
        {
            return Camera.Input(camera);
        }

        if (source.IndexOf("://", StringComparison.Ordinal) is not (> 0 and var at) || WebItems.AddressOf(source) is not null || File.Exists(source))
        {
            return null;
        }

        return NetworkStream.Input(source, options)
            ?? throw new SourceException($"Addresses of the kind '{source[..at]}' are not read; these are: http, https, {string.Join(", ", NetworkStream.Schemes)}.");
    }

    // A line is a stream, a camera, an address or a video file.
    private static List<FfmpegInput> InputsOf(string list, SourceOptions options)
    {
        var lines = File.ReadLines(RegularFile.Require(list)).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToList();
        return lines.Count > 0
            ? lines.ConvertAll(line => LiveInput(line, options) ?? WebItems.StreamInput(line, options) ?? FfmpegInput.File(line))
            : throw new SourceException($"The list '{list}' names no streams.");
    }
}
