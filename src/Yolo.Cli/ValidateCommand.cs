using System.Globalization;
using Yolo.Cli.Display;
using Yolo.Engine.Distributed;
using Yolo.Engine.Validation;

namespace Yolo.Cli;

/// <summary><c>yolo val model=… data=…</c>: judges a model by the labels of a data set, prints the table and writes metrics.json.</summary>
internal static class ValidateCommand
{
    internal static int Run(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        var filling = new Filling<ValidateOptions>(ValidateSettings.Table, terminal);
        filling.Take(rest);
        var options = filling.Options;
        ModelArgument.SayIdle(filling.Onnx, options.Engine, terminal);
        using var model = ModelArgument.LoadTrained(filling.Model, arguments.Task, options.Device, terminal, filling.Onnx, options.Data);
        DatasetArgument.Fetch(options.Data, model, terminal, cancellation);
        RunHeader.Show(terminal, "val", model, filling.Changed(options), options.Device);
        var validator = new Validator(model, options) { Callbacks = callbacks.Open(model, terminal), Progress = terminal, World = World.Current };
        using var announcing = model.AddCallback("on_val_start", (Validator live) => Announce(live, terminal));
        using var following = terminal.IsScreen ? model.AddCallback("on_val_batch_end", (Validator live) => terminal.Report(ProgressOf(live))) : null;
        terminal.WhenInterrupted = "stopping after this batch. Ctrl-C again ends it at once.";
        try
        {
            validator.Run(cancellation);
        }
        finally
        {
            // Also when the files of the run could not be written.
            terminal.Done();
            Show(validator, filling.Verbose, terminal);
        }

        callbacks.Report(terminal);
        if (validator.SaveDirectory is { } directory)
        {
            terminal.Line($"Results saved to {directory}");
        }

        return 0;
    }

    private static void Announce(Validator validator, Terminal terminal)
    {
        var (data, split) = (validator.Data!, validator.Options.Split.ToString().ToLowerInvariant());
        DatasetNotices.Warn(data.Spec, data.Labels, terminal);
        if (terminal.IsScreen)
        {
            terminal.Place("data", ShortPath.Of(data.Spec.File));
            terminal.Fact(split, data.Labels.Statistics.ToString());
        }
        else
        {
            terminal.Line($"{split}: {data.Labels.Statistics}");
        }
    }

    /// <summary>How far a validation has come; ranks have equal parts, give or take a batch.</summary>
    internal static WorkProgress ProgressOf(Validator validator)
    {
        var all = validator.Data!.Labels.Images.Count;
        return new("Judging", Math.Min(all, (long)validator.Seen * validator.World.Size), all, WorkUnit.Pictures);
    }

    private static void Show(Validator validator, bool verbose, Terminal terminal)
    {
        if (validator.Report is not { } report)
        {
            return;
        }

        foreach (var warning in report.Warnings)
        {
            terminal.Warn(warning);
        }

        if (terminal.IsScreen)
        {
            FigureTable.Show(terminal, $"{Path.GetFileName(validator.Model.Source)} on {Path.GetFileName(validator.Data!.Spec.File)}, {validator.Options.Split.ToString().ToLowerInvariant()}", report.Outcome, report.Names, verbose);
        }
        else
        {
            foreach (var line in report.Table(perClass: verbose))
            {
                terminal.Line(line);
            }
        }

        var speed = report.Speed;
        terminal.Prose(string.Create(
            CultureInfo.InvariantCulture,
            $"Speed: {speed.Preprocess:F1}ms preprocess, {speed.Inference:F1}ms inference, {speed.Loss:F1}ms loss, {speed.Postprocess:F1}ms postprocess per image"));
    }
}
