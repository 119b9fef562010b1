using System.Globalization;
using Yolo.Cli.Display;
using Yolo.Engine.Prediction;
using Yolo.Results;

namespace Yolo.Cli;

/// <summary>The lines that people see of a prediction: one a picture or frame, failures as they come, speeds at the end.</summary>
/// <param name="predictor">The run.</param>
/// <param name="total">Pictures and videos of the source; null if nobody knows.</param>
/// <param name="terminal">For what was found, and for what could not be read.</param>
internal sealed class PredictProgress(Predictor predictor, int? total, Terminal terminal)
{
    private readonly string outOf = total is { } count ? string.Create(CultureInfo.InvariantCulture, $"/{count}") : string.Empty;
    private int failuresSaid;
    private int pictures;

    internal void Report(Result result)
    {
        SayFailures();
        pictures += result.Frame is null ? 1 : 0;
        if (result.OriginalImage.IsIncomplete)
        {
            terminal.Warn($"{result.Path}: the file lacks its end or is damaged; what is missing of the picture is grey.");
        }

        var size = result.InputSize ?? (result.OriginalImage.Height, result.OriginalImage.Width);
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{Place(result)} {result.Path}: {size.Height}x{size.Width} {result.Describe()}, {result.Speed.Inference:F1}ms"));
        terminal.Report(Progress(result));
    }

    /// <summary>The last lines.</summary>
    /// <returns>The exit status.</returns>
    internal int Finish()
    {
        SayFailures();
        if (predictor.Seen > 0)
        {
            var speed = predictor.TotalSpeed / predictor.Seen;
            terminal.Prose(string.Create(
                CultureInfo.InvariantCulture,
                $"Speed: {speed.Preprocess:F1}ms preprocess, {speed.Inference:F1}ms inference, {speed.Postprocess:F1}ms postprocess per image at {predictor.Seen} images"));
        }

        if (predictor.SaveDirectory is { } directory)
        {
            terminal.Line($"Results saved to {directory}");
        }

        if (failuresSaid > 0)
        {
            terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"{failuresSaid} could not be read, {predictor.Seen} images were predicted."));
        }

        return failuresSaid == 0 ? 0 : 1;
    }

    private WorkProgress Progress(Result result) => result.Frame switch
    {
        { IsLive: true } => new("Watching", predictor.Seen, null, WorkUnit.Frames),
        { } frame => new(Path.GetFileName(result.Path), frame.Number, frame.Count, WorkUnit.Frames),
        null => new("Looking at pictures", pictures + failuresSaid, total, WorkUnit.Pictures),
    };

    private string Place(Result result)
    {
        if (result.Frame is not { } frame)
        {
            return string.Create(CultureInfo.InvariantCulture, $"image {pictures + failuresSaid}{outOf}");
        }

        if (frame.IsLive)
        {
            return string.Create(CultureInfo.InvariantCulture, $"stream {frame.Video + 1} (frame {frame.Number})");
        }

        var frames = frame.Count is { } count ? string.Create(CultureInfo.InvariantCulture, $"/{count}") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"video {pictures + frame.Video + 1}{outOf} (frame {frame.Number}{frames})");
    }

    private void SayFailures()
    {
        for (; failuresSaid < predictor.Failures.Count; failuresSaid++)
        {
            var failure = predictor.Failures[failuresSaid];
            terminal.Note($"{failure.Path}: {failure.Reason}");
        }
    }
}
