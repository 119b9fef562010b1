using System.Globalization;
using Yolo.Cli.Display;
using Yolo.Engine.Training;

namespace Yolo.Cli;

/// <summary><c>yolo train model=… data=…</c>: trains a model, shows how it goes, and says where the weights are.</summary>
internal static class TrainCommand
{
    internal static int Run(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        string? resumed = null;
        var filling = new Filling<TrainOptions>(TrainSettings.Table, terminal);
        filling.Take(rest, (key, value) => key == "resume" && ResumeArgument.TryTake(value, ref resumed));
        var options = filling.Options with { Resume = filling.Options.Resume || resumed is not null };
        var modelName = resumed ?? (options.Resume ? filling.Model ?? ResumeArgument.LatestRun() : filling.Model);
        if (options.Resume && Directory.Exists(modelName))
        {
            _ = ResumeArgument.TryTake(modelName, ref modelName);
        }

        using var model = ModelArgument.Load(modelName, arguments.Task, options.Device, terminal);
        DatasetArgument.Fetch(options.Resume ? null : options.Data, model, terminal, cancellation);
        var shown = filling.Verbose ? terminal : terminal.Muted();
        var trainer = new Trainer(model, options) { Callbacks = callbacks.Open(model, terminal), Progress = shown };
        if (shown.IsScreen)
        {
            RunHeader.Show(shown, "train", model, filling.Changed(options.Resume ? trainer.Options : filling.Options), trainer.Options.Device);
            TrainingScreen.Attach(model, shown);
        }
        else
        {
            TrainingConsole.Attach(model, shown);
        }

        terminal.WhenInterrupted = trainer.Options.Save
            ? "stopping after this step, then last.pt is written. Ctrl-C again ends it at once, without that."
            : "stopping after this step; with save=false nothing is written. Ctrl-C again ends it at once.";
        var report = Train(trainer, cancellation);
        foreach (var warning in report.Warnings)
        {
            terminal.Warn(warning);
        }

        if (shown.IsScreen)
        {
            TrainingOutcome.Show(shown, report, trainer.ValidationData!.Spec.Entries(trainer.ValidationData.Split)[0]);
            SayWaiting(trainer, report, terminal);
            callbacks.Report(terminal);
            return 0;
        }

        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Epochs} epochs in {report.Duration.TotalHours:F3} hours{(report.StopCause == StopCause.Epochs ? "" : $"; stopped: {report.StopReason}")}"));
        SayWaiting(trainer, report, terminal);
        callbacks.Report(terminal);
        terminal.Line($"Results saved to {report.SaveDirectory}");
        return 0;
    }

    private static void SayWaiting(Trainer trainer, TrainReport report, Terminal terminal)
    {
        if (trainer.World is { HasOthers: true } world)
        {
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{world.Size} ranks; rank 0 waited for the others {100 * world.Waited / report.Duration:F1} % of the time"));
        }
    }

    private static TrainReport Train(Trainer trainer, CancellationToken cancellation)
    {
        var began = DateTimeOffset.UtcNow;
        try
        {
            return trainer.Train(cancellation);
        }
        catch (OperationCanceledException error) when (cancellation.IsCancellationRequested)
        {
            // In a folder that was there before, last.pt may be of another training.
            var isOurs = trainer.Last is { } last && File.Exists(last) && (trainer.Options.Resume || File.GetLastWriteTimeUtc(last) >= began.UtcDateTime.AddSeconds(-1));
            throw isOurs
                ? new TrainingInterruptedException(
                    string.Create(CultureInfo.InvariantCulture, $"interrupted in epoch {trainer.Epoch + 1} of {trainer.Epochs}. {ShortPath.Of(trainer.Last!)} has all of it; go on with:"),
                    NextCommand.Of("train", $"resume={ShortPath.Of(trainer.Last!)}"),
                    error)
                : new TrainingInterruptedException("interrupted before anything was saved: there is nothing to go on from.", null, error);
        }
    }
}
