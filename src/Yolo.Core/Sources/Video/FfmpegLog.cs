using System.Globalization;
using System.Text.RegularExpressions;
using Yolo.Sources.Web;

namespace Yolo.Sources.Video;

/// <summary>What ffmpeg says on its error stream: the video's header, and its complaints. Fed line by line, read by another thread.</summary>
/// <param name="secret">An address that must not show as it is; null if there is none.</param>
internal sealed partial class FfmpegLog(string? secret)
{
    private const int Kept = 6;

    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> complaints = new();

    /// <summary>Frames a second; 0 if unknown.</summary>
    internal double FramesPerSecond { get; private set; }

    /// <summary>How long the video is; null if unknown.</summary>
    internal TimeSpan? Duration { get; private set; }

    /// <summary>The last complaints in one line; null if there were none.</summary>
    internal string? Complaint
    {
        get
        {
            lock (complaints)
            {
                return complaints.Count == 0 ? null : string.Join("; ", complaints);
            }
        }
    }

    /// <summary>Waits until the header was read, or the time is over.</summary>
    internal void WaitForHeader(TimeSpan time) => opened.Task.Wait(time);

    /// <summary>Takes a line; null says that there will be no more.</summary>
    internal void Add(string? line)
    {
        if (line is null || line.StartsWith("[info] Output #0", StringComparison.Ordinal))
        {
            opened.TrySetResult();
        }
        else if (!opened.Task.IsCompleted)
        {
            ReadHeader(line);
        }

        if (line is not null && Grave().Match(line) is { Success: true } grave)
        {
            AddComplaint(line[(grave.Index + grave.Length)..].Trim());
        }
    }

    private void AddComplaint(string text)
    {
        text = PrintableAddress.Mask(text, secret);
        lock (complaints)
        {
            if (text.Length == 0 || complaints.Contains(text))
            {
                return;
            }

            complaints.Enqueue(text);
            if (complaints.Count > Kept)
            {
                complaints.Dequeue();
            }
        }
    }

    private void ReadHeader(string line)
    {
        if (Length().Match(line) is { Success: true } length && TimeSpan.TryParse(length.Groups[1].Value, CultureInfo.InvariantCulture, out var duration))
        {
            Duration = duration;
        }

        if (FramesPerSecond == 0 && Rate().Match(line) is { Success: true } rate)
        {
            FramesPerSecond = double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture) * (rate.Groups[2].Success ? 1000 : 1);
        }
    }

    [GeneratedRegex(@"\[(error|fatal|panic)\]")]
    private static partial Regex Grave();

    [GeneratedRegex(@"Duration: (\d+:\d\d:\d\d\.\d+)")]
    private static partial Regex Length();

    [GeneratedRegex(@": Video: .*, (\d+(?:\.\d+)?)(k)? fps")]
    private static partial Regex Rate();
}
