using System.Globalization;
using Yolo.Engine.Validation;

namespace Yolo.Cli;

/// <summary><c>yolo val model=… data=…</c>: judges a model by the labels of a data set, prints the table and writes metrics.json.</summary>
internal static class ValidateCommand
{
    internal static int Run(Arguments arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        var filling = new Filling<ValidateOptions>(ValidateSettings.Table, errors);
        filling.Take(rest);
        var options = filling.Options;
        ModelArgument.SayIdle(filling.Onnx, options.Engine, errors);
        using var model = ModelArgument.LoadTrained(filling.Model, arguments.Task, options.Device, errors, filling.Onnx, options.Data);
        DatasetArgument.Fetch(options.Data, model, errors, cancellation);
        var validator = new Validator(model, options) { Callbacks = callbacks.Open(model, errors) };
        using var announcing = model.AddCallback("on_val_start", (Validator live) => DatasetNotices.Write(live.Data!.Spec, live.Data.Labels, live.Options.Split.ToString().ToLowerInvariant(), output, errors));
        try
        {
            validator.Run(cancellation);
        }
        finally
        {
            // Also when the files of the run could not be written.
            Show(validator.Report, filling.Verbose, output, errors);
        }

        callbacks.Report(output);
        if (validator.SaveDirectory is { } directory)
        {
            output.WriteLine($"Results saved to {directory}");
        }

        return 0;
    }

    private static void Show(ValidationReport? report, bool verbose, TextWriter output, TextWriter errors)
    {
        foreach (var warning in report?.Warnings ?? [])
        {
            errors.WriteLine($"yolo: {warning}");
        }

        foreach (var line in report?.Table(perClass: verbose) ?? [])
        {
            output.WriteLine(line);
        }

        if (report?.Speed is { } speed)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Speed: {speed.Preprocess:F1}ms preprocess, {speed.Inference:F1}ms inference, {speed.Loss:F1}ms loss, {speed.Postprocess:F1}ms postprocess per image"));
        }
    }
}
