using System.Diagnostics;
using System.Globalization;
using Yolo.Imaging;

namespace Yolo.Sources.Video;

/// <summary>Writes a video through an ffmpeg process: H.264 where the machine has it, MPEG-4 otherwise. The file appears when it is whole. For one thread at a time.</summary>
internal sealed class VideoWriter : IDisposable
{
    // For sources that do not say how fast they are.
    private const double UsualRate = 25;

    private readonly string path;
    private readonly string temporary;
    private readonly int width;
    private readonly int height;
    private readonly FfmpegLog log = new(null);
    private readonly Process process;
    private readonly Stream sink;
    private byte[] canvas = [];
    private bool done;
    private bool isWhole;

    /// <summary>Starts writing.</summary>
    /// <param name="path">The file, ending in .mp4; its folder is made, a file is replaced.</param>
    /// <param name="width">Width in pixels; frames of other sizes are letterboxed.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="framesPerSecond">Frames a second; 0 for 25.</param>
    /// <param name="ffmpeg">The program.</param>
    /// <exception cref="SourceException">There is no ffmpeg.</exception>
    internal VideoWriter(string path, int width, int height, double framesPerSecond, string ffmpeg)
    {
        (this.path, this.width, this.height) = (path, width, height);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var program = FfmpegProgram.Find(ffmpeg);
        var rate = (framesPerSecond > 0 ? framesPerSecond : UsualRate).ToString("0.######", CultureInfo.InvariantCulture);
        string[] codec = program.HasX264 ? ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20"] : ["-c:v", "mpeg4", "-q:v", "4"];

        // Players want even sides and halved colours.
        process = program.Start(
            [
                "-hide_banner", "-nostats", "-loglevel", "level+info", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24",
                "-s", string.Create(CultureInfo.InvariantCulture, $"{width}x{height}"), "-r", rate, "-i", "pipe:0",
                "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", .. codec, "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4", "file:" + temporary,
            ],
            input: true);
        process.ErrorDataReceived += (_, line) => log.Add(line.Data);
        process.OutputDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        sink = process.StandardInput.BaseStream;
    }

    /// <summary>Adds a frame.</summary>
    /// <exception cref="SourceException">ffmpeg has ended, for instance because the disk is full.</exception>
    internal void Write(Image frame)
    {
        try
        {
            sink.Write(frame.Width == width && frame.Height == height ? frame.Pixels : Fit(frame));
        }
        catch (IOException error)
        {
            process.WaitForExit();
            throw new SourceException($"The video {path} could not be written: {log.Complaint ?? error.Message}", error);
        }
    }

    /// <summary>Completes the file.</summary>
    /// <exception cref="SourceException">ffmpeg could not.</exception>
    internal void Finish()
    {
        if (done)
        {
            return;
        }

        done = true;
        CloseInput();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new SourceException($"The video {path} could not be written: {log.Complaint ?? FormattableString.Invariant($"ffmpeg ended with {process.ExitCode}")}");
        }

        isWhole = true;
        AtomicFile.Replace(temporary, path);
    }

    /// <summary>Completes the file with the frames that it has; throws nothing, and leaves no process and no half file behind.</summary>
    public void Dispose()
    {
        try
        {
            Finish();
        }
        catch (IOException)
        {
            // Whoever disposes without finishing has another error to report.
        }

        process.Dispose();
        if (!isWhole)
        {
            File.Delete(temporary);
        }
    }

    private ReadOnlySpan<byte> Fit(Image frame)
    {
        Array.Resize(ref canvas, width * height * Image.Channels);
        Letterbox.Render(frame, LetterboxGeometry.Plan(frame.Width, frame.Height, new LetterboxOptions(width, height)), canvas);
        return canvas;
    }

    private void CloseInput()
    {
        try
        {
            sink.Dispose();
        }
        catch (IOException)
        {
            // It has ended already, and its exit code says why.
        }
    }
}
