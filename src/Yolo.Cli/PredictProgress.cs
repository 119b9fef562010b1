using System.Globalization;
using System.Text.Json;
using Yolo.Cli.Display;
using Yolo.Engine.Prediction;
using Yolo.Results;

namespace Yolo.Cli;

/// <summary>
/// The lines that people see of a prediction: one a picture or frame, failures as they come, speeds at the end. Of several ranks the first says at the end
/// what the others have found, in their order; of streams, which may have no end, each says its own.
/// </summary>
/// <param name="predictor">The run.</param>
/// <param name="total">Pictures and videos of the source; null if nobody knows.</param>
/// <param name="terminal">For what was found, and for what could not be read.</param>
internal sealed class PredictProgress(Predictor predictor, int? total, Terminal terminal)
{
    private readonly string outOf = total is { } count ? string.Create(CultureInfo.InvariantCulture, $"/{count}") : string.Empty;
    private readonly List<string> warnings = [];
    private readonly List<string> lines = [];
    private int failuresSaid;
    private int number;
    private (string Path, int Video)? video;

    internal void Report(Result result)
    {
        SayFailures();
        Count(result);
        if (result.OriginalImage.IsIncomplete)
        {
            Warn($"{result.Path}: the file lacks its end or is damaged; what is missing of the picture is grey.");
        }

        var size = result.InputSize ?? (result.OriginalImage.Height, result.OriginalImage.Width);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Place(result)} {result.Path}: {size.Height}x{size.Width} {result.Describe()}, {result.Speed.Inference:F1}ms");
        if (predictor.World.IsFirst || result.Frame is { IsLive: true })
        {
            terminal.Own.Line(line);
        }
        else
        {
            lines.Add(line);
        }

        terminal.Report(Progress(result));
    }

    /// <summary>What other ranks have found, said by the first. Called on all of them.</summary>
    internal void ReportOthers()
    {
        foreach (var part in predictor.World.GatherBytes(JsonSerializer.SerializeToUtf8Bytes(new[] { warnings, lines })).Skip(1))
        {
            var said = JsonSerializer.Deserialize<List<string>[]>(part)!;
            said[0].ForEach(terminal.Warn);
            said[1].ForEach(terminal.Line);
        }
    }

    /// <summary>The last lines.</summary>
    /// <returns>The exit status; of several ranks the first has the one of all.</returns>
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

        return failuresSaid > 0 && predictor.World.IsFirst ? 1 : 0;
    }

    private WorkProgress Progress(Result result) => result.Frame switch
    {
        { IsLive: true } => new("Watching", predictor.Seen, null, WorkUnit.Frames),
        { } frame => new(Path.GetFileName(result.Path), frame.Number, frame.Count, WorkUnit.Frames),
        null => new("Looking at pictures", Math.Min(total ?? int.MaxValue, (long)number * predictor.World.Size), total, WorkUnit.Pictures),
    };

    private string Place(Result result)
    {
        var place = predictor.Before + number;
        if (result.Frame is not { } frame)
        {
            return string.Create(CultureInfo.InvariantCulture, $"image {place}{outOf}");
        }

        if (frame.IsLive)
        {
            return string.Create(CultureInfo.InvariantCulture, $"stream {frame.Video + 1} (frame {frame.Number})");
        }

        var frames = frame.Count is { } count ? string.Create(CultureInfo.InvariantCulture, $"/{count}") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"video {place}{outOf} (frame {frame.Number}{frames})");
    }

    // What comes one after another in the source: pictures and videos, also those that could not be read.
    private void Count(Result result)
    {
        var now = result.Frame is { } frame ? (result.Path, frame.Video) : ((string, int)?)null;
        number += now is null || now != video ? 1 : 0;
        video = now;
    }

    private void SayFailures()
    {
        for (; failuresSaid < predictor.Failures.Count; failuresSaid++)
        {
            var failure = predictor.Failures[failuresSaid];
            number += failure.Path == video?.Path ? 0 : 1;
            terminal.Note($"{failure.Path}: {failure.Reason}");
        }
    }

    private void Warn(string message)
    {
        warnings.Add(message);
        terminal.Warn(message);
    }
}
