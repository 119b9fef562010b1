using System.Globalization;
using Yolo.Engine.Training;

namespace Yolo.Cli.Display;

/// <summary>What a screen says when a training is over: why, what came of it, where it is, and what may be typed next.</summary>
internal static class TrainingOutcome
{
    /// <summary>Shows it, below the table of the weights.</summary>
    /// <param name="terminal">The screen.</param>
    /// <param name="report">The outcome.</param>
    /// <param name="pictures">Some that the weights can be tried on.</param>
    internal static void Show(Terminal terminal, TrainReport report, string pictures)
    {
        terminal.Fact("ended", $"{report.StopReason}{(report.StopCause == StopCause.Epochs ? "," : $"; {Count(report.Epochs)}")} in {TimeText.Of(report.Duration)}");
        if (report is { BestEpoch: { } epoch, BestFitness: { } fitness })
        {
            terminal.Fact("best", string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}, fitness {fitness:F4} in training"));
        }

        var speed = report.Validation.Speed;
        terminal.Fact("speed", string.Create(CultureInfo.InvariantCulture, $"{speed.Preprocess:F1} ms preprocess, {speed.Inference:F1} ms inference, {speed.Postprocess:F1} ms postprocess a picture"));
        foreach (var (name, path) in new[] { ("weights", report.Best), ("", report.Last), ("results", (string?)report.SaveDirectory) })
        {
            if (path is not null)
            {
                terminal.Place(name, ShortPath.Of(path));
            }
        }

        if ((report.Best ?? report.Last) is { } weights)
        {
            terminal.Next(NextCommand.Of("predict", $"model={ShortPath.Of(weights)}", $"source={ShortPath.Of(pictures)}"), NextCommand.Of("export", $"model={ShortPath.Of(weights)}", "format=onnx"));
        }
    }

    private static string Count(int epochs) => string.Create(CultureInfo.InvariantCulture, $"{epochs} {(epochs == 1 ? "epoch" : "epochs")}");
}
