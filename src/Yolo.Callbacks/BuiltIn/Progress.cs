using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Yolo.Callbacks;

/// <summary>Writes a line for each epoch and, on a terminal, keeps a progress line up to date between.</summary>
/// <param name="output">Where to write, for instance <c>Console.Error</c>; not disposed.</param>
public sealed class Progress(TextWriter output) : Callback(CallbackPriority.Late, ExceptionPolicy.WarnOnce, Ranks.Zero)
{
    private const int BarWidth = 20;

    private long _epochStarted;
    private long _lastWritten;
    private int _lineLength;

    /// <summary>Whether the output is a terminal, on which a line can be overwritten. Default false: only a line an epoch.</summary>
    public bool Interactive { get; init; }

    /// <summary>Least time between two updates of the progress line. Default 100 ms.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs)
    {
        _epochStarted = Stopwatch.GetTimestamp();
        _lastWritten = 0;
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (!Interactive || (_lastWritten != 0 && Stopwatch.GetElapsedTime(_lastWritten) < Interval))
        {
            return;
        }

        _lastWritten = Stopwatch.GetTimestamp();
        var done = batch + 1;
        var total = Math.Max(Training!.BatchesPerEpoch, done);
        var elapsed = Stopwatch.GetElapsedTime(_epochStarted);
        var filled = BarWidth * done / total;
        var left = elapsed / done * (total - done);
        Overwrite(string.Create(
            CultureInfo.InvariantCulture,
            $"{EpochOfEpochs()} [{new string('=', filled)}{new string('.', BarWidth - filled)}] {done}/{total}, {left:mm\\:ss} left{Values(logs)}"));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        var elapsed = Stopwatch.GetElapsedTime(_epochStarted);
        Overwrite(string.Create(CultureInfo.InvariantCulture, $"{EpochOfEpochs()} {elapsed.TotalSeconds:0.0} s{Values(logs)}"));
        output.Write('\n');
        output.Flush();
        _lineLength = 0;
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (Training!.Control.StopReason is { } reason)
        {
            output.Write($"Stopped: {reason}\n");
            output.Flush();
        }
    }

    private static string Values(Logs logs)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in logs)
        {
            text.Append(CultureInfo.InvariantCulture, $", {name} {value:G4}");
        }

        return text.ToString();
    }

    private string EpochOfEpochs() => string.Create(CultureInfo.InvariantCulture, $"Epoch {Training!.Epoch + 1}/{Training.Epochs}");

    private void Overwrite(string line)
    {
        output.Write(_lineLength == 0 ? line : "\r" + line.PadRight(_lineLength));
        output.Flush();
        _lineLength = Interactive ? line.Length : 0;
    }
}
