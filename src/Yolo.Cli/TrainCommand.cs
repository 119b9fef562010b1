using System.Globalization;
using Yolo.Engine;
using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary><c>yolo train model=… data=…</c>: trains a model, shows how it goes, and says where the weights are.</summary>
internal static class TrainCommand
{
    internal static int Run(Arguments arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        var options = new TrainOptions();
        string? modelName = null;
        var verbose = true;
        foreach (var (key, value) in rest.Settings)
        {
            switch (key)
            {
                case "model": modelName = value; break;
                case "verbose": verbose = Arguments.Flag(key, value); break;
                case "resume" when !bool.TryParse(value, out _): (modelName, options) = (value, options with { Resume = true }); break;
                default: options = TrainSettings.Table.Apply(options, key, value); break;
            }
        }

        modelName ??= options.Resume ? LatestRun() : null;
        using var model = ModelArgument.Load(modelName, arguments.Task, options.Device, errors);
        TrainingConsole.Attach(model, verbose ? output : TextWriter.Null, errors, ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected);
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

    // Of all runs in this folder the one that was written to last.
    private static string LatestRun()
    {
        var runs = Directory.Exists("runs")
            ? Directory.EnumerateFiles("runs", "last.pt", SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault()
            : null;
        return runs ?? throw new SettingException("There is no run to resume: below runs/ is no last.pt. Say which: resume=path/to/last.pt");
    }
}
