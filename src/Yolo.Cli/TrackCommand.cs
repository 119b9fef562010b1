using System.Globalization;
using System.Text.Json;
using Yolo.Data;
using Yolo.Data.Shapes;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tracking;
using Yolo.Tracking.Evaluation;

namespace Yolo.Cli;

/// <summary><c>yolo track model=… source=…</c>: as <c>predict</c>, with the same number at the same object; with <c>data=shapes</c> on a generated film, by whose truth the tracks are judged.</summary>
internal static class TrackCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    internal static int Run(Arguments arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        var filling = PredictCommand.Fill(TrackSettings.Table, rest, errors);
        _ = filling.Options.ReadTracker();
        if (filling.Options.Data is null)
        {
            if (filling.Options.Frames != new TrackOptions().Frames)
            {
                throw new UsageException("frames is the length of the film that data=shapes generates; write data=shapes beside it, or leave it out. A video is read to its end.");
            }

            var source = PredictCommand.RequireSource(filling.Source);
            return PredictCommand.Run(filling, source, callbacks, arguments.Task, output, errors, cancellation, end: predictor => CountTracks(predictor, output));
        }

        if (filling.Source is not null)
        {
            throw new UsageException("data=shapes is a source by itself; leave out source, or data.");
        }

        var options = filling.Options;
        var film = ShapesFilm.Ensure(DatasetOptions.Default.DatasetsFolder, new() { Frames = options.Frames, Ffmpeg = options.Reading.Ffmpeg }, cancellation);
        var judge = new TrackJudge(ReadTruth(film.Truth), options.Reading.FrameStride);
        return PredictCommand.Run(filling, film.Video, callbacks, arguments.Task, output, errors, cancellation, judge.Add, Report);

        void Report(Predictor predictor)
        {
            CountTracks(predictor, output);
            var metrics = judge.Judge();
            output.WriteLine($"Judged by {film.Truth}: {metrics}");
            if (predictor.SaveDirectory is { } directory)
            {
                AtomicFile.WriteAllText(Path.Combine(directory, "tracking.json"), JsonSerializer.Serialize(metrics, Indented));
            }
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

    private static void CountTracks(Predictor predictor, TextWriter output) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Tracks: {predictor.Trackers.Sum(tracker => tracker.Confirmed)}"));
}
