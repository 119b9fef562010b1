using Yolo.Cli.Display;
using Yolo.Engine.Tracking;

namespace Yolo.Cli;

/// <summary><c>yolo track model=… source=…</c>: as <c>predict</c>, with the same number at the same object; with <c>data=shapes</c> on a generated film, by whose truth the tracks are judged.</summary>
internal static class TrackCommand
{
    internal static int Run(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        RefuseTrackerKeys(rest);
        var filling = PredictCommand.Fill(TrackSettings.Table, rest, terminal);
        _ = filling.Options.ReadTracker();
        if (filling.Options.Data is null)
        {
            if (rest.Settings.Any(setting => setting.Key == "frames" && !rest.IsFromFile(setting.Key, setting.Value)))
            {
                throw new UsageException("frames is the length of the film that data=shapes generates; write data=shapes beside it, or leave it out. A video is read to its end.");
            }

            var source = PredictCommand.RequireSource(filling.Source);
            return PredictCommand.Run(filling, source, callbacks, arguments.Task, terminal, cancellation, new TrackWatch(filling.Options, terminal));
        }

        if (filling.Source is not null)
        {
            throw new UsageException("data=shapes is a source by itself; leave out source, or data.");
        }

        var film = new FilmWatch(filling.Options, terminal, cancellation);
        return PredictCommand.Run(filling, film.Video, callbacks, arguments.Task, terminal, cancellation, film);
    }

    private static void RefuseTrackerKeys(Arguments arguments)
    {
        if (arguments.Settings.Select(setting => setting.Key).FirstOrDefault(TrackerFile.HasOnly) is { } key)
        {
            throw new UsageException($"'{key}' is a key of a tracker's file: write it into one, beside tracker_type: botsort or bytetrack, and name that with tracker=FILE.");
        }
    }
}
