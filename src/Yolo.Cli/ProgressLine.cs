using System.Globalization;

namespace Yolo.Cli;

/// <summary>
/// A line that is written over as work goes on, with a bar, a rate and the time. Off a terminal only its last state is written, as a line.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="isTerminal">Whether the output is a terminal, on which a line can be written over.</param>
/// <param name="time">The clock; null for the system's.</param>
internal sealed class ProgressLine(TextWriter output, bool isTerminal, TimeProvider? time = null)
{
    private const int BarWidth = 12;
    private const int Percent = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider time = time ?? TimeProvider.System;
    private long start;
    private long lastShown;
    private int shownLength;

    /// <summary>Starts the clock.</summary>
    internal void Start()
    {
        start = time.GetTimestamp();
        lastShown = 0;
    }

    /// <summary>Shows how far it has come; seldom, for a terminal is slow.</summary>
    /// <param name="text">What stands before the bar.</param>
    /// <param name="done">Steps done.</param>
    /// <param name="total">Steps in all.</param>
    internal void Show(string text, int done, int total)
    {
        if (isTerminal && (lastShown == 0 || time.GetElapsedTime(lastShown) >= Pause))
        {
            lastShown = time.GetTimestamp();
            Write(Line(text, done, total));
        }
    }

    /// <summary>Writes the last state for good.</summary>
    internal void Finish(string text, int done, int total)
    {
        Write(Line(text, done, total));
        output.WriteLine();
        shownLength = 0;
    }

    private void Write(string line)
    {
        // A shorter line must not leave the end of a longer one standing.
        output.Write(isTerminal ? "\r" + line.PadRight(shownLength) : line);
        output.Flush();
        shownLength = line.Length;
    }

    private string Line(string text, int done, int total)
    {
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        var share = total == 0 ? 1 : Math.Min(1, (double)done / total);
        var full = (int)(share * BarWidth);
        var rate = seconds > 0 ? done / seconds : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{text}: {share * Percent:F0}% {new string('━', full)}{new string('─', BarWidth - full)} {done}/{total} {rate:F1}it/s {seconds:F1}s");
    }
}
