using System.Globalization;
using Yolo.Cli.Display;

namespace Yolo.Cli;

/// <summary>A plain line about something that is done, with a bar, a rate and the time.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class ProgressLine(Terminal terminal)
{
    private const int BarWidth = 12;
    private const int Percent = 100;

    private long start;

    /// <summary>Starts the clock.</summary>
    internal void Start() => start = terminal.Time.GetTimestamp();

    /// <summary>Writes how far it came.</summary>
    /// <param name="text">What stands before the bar.</param>
    /// <param name="done">Steps done.</param>
    /// <param name="total">Steps in all.</param>
    internal void Finish(string text, int done, int total)
    {
        var seconds = terminal.Time.GetElapsedTime(start).TotalSeconds;
        var share = total == 0 ? 1 : Math.Min(1, (double)done / total);
        var full = (int)(share * BarWidth);
        var rate = seconds > 0 ? done / seconds : 0;
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{text}: {share * Percent:F0}% {new string('━', full)}{new string('─', BarWidth - full)} {done}/{total} {rate:F1}it/s {seconds:F1}s"));
    }
}
