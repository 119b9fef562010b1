using System.Globalization;
using Yolo.Engine.Training;

namespace Yolo.Cli;

/// <summary><c>yolo train model=… data=…</c>: trains a model, shows how it goes, and says where the weights are.</summary>
internal static class TrainCommand
{
    internal static int Run(Arguments arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        string? resumed = null;
        var filling = new Filling<TrainOptions>(TrainSettings.Table, errors);
        filling.Take(rest, (key, value) => key == "resume" && ResumeArgument.TryTake(value, ref resumed));
        var options = filling.Options with { Resume = filling.Options.Resume || resumed is not null };
        var modelName = resumed ?? (options.Resume ? filling.Model ?? ResumeArgument.LatestRun() : filling.Model);
        if (options.Resume && Directory.Exists(modelName))
        {
            _ = ResumeArgument.TryTake(modelName, ref modelName);
        }

        using var model = ModelArgument.Load(modelName, arguments.Task, options.Device, errors);
        DatasetArgument.Fetch(options.Resume ? null : options.Data, model, errors, cancellation);
        TrainingConsole.Attach(model, filling.Verbose ? output : TextWriter.Null, errors, ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected);
        var trainer = new Trainer(model, options) { Callbacks = callbacks.Open(model, errors) };
        var report = trainer.Train(cancellation);
        foreach (var warning in report.Warnings)
        {
            errors.WriteLine($"yolo: {warning}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Epochs} epochs in {report.Duration.TotalHours:F3} hours{(report.StopReason is { } reason ? $"; stopped: {reason}" : "")}"));
        callbacks.Report(output);
        output.WriteLine($"Results saved to {report.SaveDirectory}");
        return 0;
    }
}
