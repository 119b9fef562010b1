using Yolo.Engine.Prediction;
using Yolo.Sources;

namespace Yolo.Cli;

/// <summary><c>yolo predict model=… source=…</c>: finds objects in pictures, videos and streams, says what, and writes them with the objects drawn.</summary>
internal static class PredictCommand
{
    internal static int Run(Arguments arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        var filling = new Filling<PredictOptions>(PredictSettings.Table, errors);
        filling.Take(rest);
        var options = filling.Options;
        var text = filling.Source ?? throw new UsageException("Say which pictures: source=picture.jpg, a folder, a pattern, a list, a video, an address or a camera's number");
        using var model = ModelArgument.LoadTrained(filling.Model, arguments.Task, options.Device, errors, filling.Onnx);
        var source = PictureSource.Parse(text, options.Reading);
        var predictor = new Predictor(model, options) { Callbacks = callbacks.Open(model, errors) };
        foreach (var warning in predictor.Warnings)
        {
            errors.WriteLine($"yolo: {warning}");
        }

        var progress = new PredictProgress(predictor, source.Count, filling.Verbose ? output : TextWriter.Null, errors);
        foreach (var result in predictor.Run(source, cancellation))
        {
            progress.Report(result);
        }

        callbacks.Report(output);
        return progress.Finish();
    }
}
