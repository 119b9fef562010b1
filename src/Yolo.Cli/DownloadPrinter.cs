using System.Globalization;
using Yolo.Checkpoints.Weights;
using Yolo.Cli.Display;

namespace Yolo.Cli;

/// <summary>Says how far a download has come: on a screen all the time, in plain lines whenever another tenth has arrived.</summary>
/// <param name="terminal">Where to say it.</param>
internal sealed class DownloadPrinter(Terminal terminal) : IProgress<DownloadProgress>
{
    private const int Tenths = 10;
    private const double Mebibyte = 1 << 20;

    private long said = -1;

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        if (value.Warning is not null)
        {
            terminal.Warn(value.Warning);
            return;
        }

        if (terminal.IsScreen)
        {
            terminal.Report(new($"Downloading {value.Name}", value.Received, value.Total, WorkUnit.Bytes));
            return;
        }

        var step = value.Total is > 0 and var total ? value.Received * Tenths / total : value.Received / (long)Mebibyte;
        if (step == said)
        {
            return;
        }

        said = step;
        var whole = value.Total is { } length ? string.Create(CultureInfo.InvariantCulture, $" of {length / Mebibyte:F1}") : "";
        terminal.Aside(string.Create(CultureInfo.InvariantCulture, $"Downloading {value.Name}: {value.Received / Mebibyte:F1}{whole} MiB"));
    }
}
