using System.Text.Json;
using Yolo.Cli.Display;
using Yolo.Data;
using Yolo.Data.Shapes;
using Yolo.Engine.Distributed;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tracking;
using Yolo.Results;
using Yolo.Tracking.Evaluation;

namespace Yolo.Cli;

/// <summary>Watches a run over the generated film, and judges its tracks by the film's truth.</summary>
internal sealed class FilmWatch : TrackWatch
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly ShapesFilmFiles film;
    private readonly TrackJudge judge;

    /// <summary>Generates the film, unless it is there.</summary>
    /// <exception cref="DatasetException">It cannot be written, or its truth is damaged.</exception>
    internal FilmWatch(TrackOptions options, Terminal terminal, CancellationToken cancellation)
        : base(options, terminal)
    {
        var wish = new ShapesFilmOptions { Frames = options.Frames, Ffmpeg = options.Reading.Ffmpeg };
        film = World.Current.FirstOfHostBeforeOthers(() => ShapesFilm.Ensure(DatasetOptions.Default.DatasetsFolder, wish, terminal, cancellation));
        terminal.Done();
        var truth = ReadTruth(film.Truth).Where(box => options.Classes?.Contains(box.Class) != false);
        judge = new TrackJudge(truth, options.Reading.FrameStride);
    }

    /// <summary>The film.</summary>
    internal string Video => film.Video;

    /// <inheritdoc/>
    internal override void Begin(Predictor predictor)
    {
        var (names, shapes) = (predictor.Model.Names.OrderBy(name => name.Key).Select(name => name.Value), ShapesFilm.Names);
        if (!names.SequenceEqual(shapes))
        {
            throw new UsageException($"data=shapes judges models that find {string.Join(", ", shapes)}, as one does that was trained with data=shapes; {predictor.Model.Source} finds {string.Join(", ", names.Take(5))}{(predictor.Model.Names.Count > 5 ? ", …" : "")}.");
        }
    }

    /// <inheritdoc/>
    internal override void See(Result result)
    {
        base.See(result);
        judge.Add(result);
    }

    /// <inheritdoc/>
    internal override void End(Predictor predictor)
    {
        base.End(predictor);
        // One film is looked at by one rank.
        if (predictor.Seen == 0 || !predictor.World.IsFirst)
        {
            return;
        }

        var metrics = judge.Judge();
        Terminal.Line(FormattableString.Invariant($"Judged by {film.Truth}, {metrics.Frames} frames: {metrics}"));
        if (predictor.SaveDirectory is { } directory)
        {
            AtomicFile.WriteAllText(Path.Combine(directory, "tracking.json"), JsonSerializer.Serialize(metrics, Indented));
        }
    }

    private static IReadOnlyList<TrackedBox> ReadTruth(string file)
    {
        try
        {
            return MotFile.Read(file);
        }
        catch (FormatException error)
        {
            throw new DatasetException($"{error.Message} Delete the film's folder, and it is generated anew.", error);
        }
    }
}
