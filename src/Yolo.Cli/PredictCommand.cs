using System.Globalization;
using Yolo.Cli.Display;
using Yolo.Engine.Distributed;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Sources;

namespace Yolo.Cli;

/// <summary><c>yolo predict model=… source=…</c>: finds objects in pictures, videos and streams, says what, and writes them with the objects drawn.</summary>
internal static class PredictCommand
{
    internal static int Run(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        var filling = Fill(PredictSettings.Table, rest, terminal);
        return Run(filling, RequireSource(filling.Source), callbacks, arguments.Task, terminal, cancellation);
    }

    internal static Filling<TOptions> Fill<TOptions>(SettingTable<TOptions> table, Arguments arguments, Terminal terminal)
        where TOptions : PredictOptions, new()
    {
        var filling = new Filling<TOptions>(table, terminal);
        filling.Take(arguments);
        return filling;
    }

    internal static string RequireSource(string? source) =>
        source ?? throw new UsageException("Say which pictures: source=picture.jpg, a folder, a pattern, a list, a video, an address or a camera's number");

    /// <summary>Runs a model over a source.</summary>
    /// <param name="filling">The settings.</param>
    /// <param name="text">The source.</param>
    /// <param name="callbacks">Those that were named.</param>
    /// <param name="task">The task that was named; null if none was.</param>
    /// <param name="terminal">For results, progress and errors.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <param name="watch">Watches a run that follows objects; null for others.</param>
    /// <returns>The exit status.</returns>
    internal static int Run<TOptions>(Filling<TOptions> filling, string text, NamedCallbacks callbacks, string? task, Terminal terminal, CancellationToken cancellation, TrackWatch? watch = null)
        where TOptions : PredictOptions, new()
    {
        var options = filling.Options;
        ModelArgument.SayIdle(filling.Onnx, options.Engine, terminal);
        var reading = Task.Run(() => BeginReading(text, options.Reading));
        using var model = ModelArgument.LoadTrained(filling.Model, task, options.Device, terminal, filling.Onnx);
        var source = reading.GetAwaiter().GetResult();
        var predictor = new Predictor(model, options) { Callbacks = callbacks.Open(model, terminal), World = World.Current };
        watch?.Begin(predictor);
        WarnIdle(SourceShare.Of(source, options, predictor.World.Rank, predictor.World.Size).Busy, predictor.World.Size, terminal);
        foreach (var warning in predictor.Warnings)
        {
            terminal.Warn(warning);
        }

        var shown = filling.Verbose ? terminal : terminal.Muted();
        RunHeader.Show(shown, watch is null ? "predict" : "track", model, filling.Changed(options), options.Device);
        shown.Begin("Preparing the network");
        var progress = new PredictProgress(predictor, source.Count, shown);
        foreach (var result in predictor.Run(source, cancellation))
        {
            progress.Report(result);
            watch?.See(result);
        }

        shown.Done();
        progress.ReportOthers();
        callbacks.Report(terminal);
        watch?.End(predictor);
        return progress.Finish();
    }

    private static void WarnIdle(int busy, int ranks, Terminal terminal)
    {
        if (busy < ranks)
        {
            terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"{ranks - busy} of {ranks} ranks have nothing to do: a video, a stream and a batch of pictures are not divided, nor are pictures with persist=true."));
        }
    }

    // While the model is loaded: both take their time. What is wrong with the model is said first.
    private static PictureSource BeginReading(string text, SourceOptions options)
    {
        var source = PictureSource.Parse(text, options);
        if (LaunchedAs.This.Size == 1)
        {
            source.BeginFirst();
        }

        return source;
    }
}
