using System.Globalization;
using Yolo.Cli.Display;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tracking;
using Yolo.Results;

namespace Yolo.Cli;

/// <summary>Watches a run that follows objects, and says what became of them.</summary>
/// <param name="options">The settings.</param>
/// <param name="terminal">For what is found, and warnings.</param>
internal class TrackWatch(TrackOptions options, Terminal terminal)
{
    private int pictures;

    private protected Terminal Terminal => terminal;

    /// <summary>Before the run. Throws where nothing could come of it.</summary>
    internal virtual void Begin(Predictor predictor)
    {
    }

    /// <summary>Each result.</summary>
    internal virtual void See(Result result) => pictures += result.Frame is null ? 1 : 0;

    /// <summary>After the run.</summary>
    internal virtual void End(Predictor predictor)
    {
        var world = predictor.World;
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Tracks: {world.Sum(predictor.Trackers.Sum(tracker => tracker.Reported))}"));
        if (world.Sum(pictures) > 1 && !options.Persist)
        {
            terminal.Warn("pictures are taken for having nothing to do with each other, so that tracks begin anew in each; if they are frames of one video, write persist=true.");
        }
    }
}
