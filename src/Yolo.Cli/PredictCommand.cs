using Yolo.Engine;
using Yolo.Sources;

namespace Yolo.Cli;

/// <summary><c>yolo predict model=… source=…</c>: finds objects in pictures, videos and streams, says what, and writes them with the objects drawn.</summary>
internal static class PredictCommand
{
    internal static int Run(Arguments arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);

        // On the command line pictures are written unless told otherwise.
        var options = new PredictOptions { Save = true };
        string? modelName = null;
        string? text = null;
        var verbose = true;
        foreach (var (key, value) in rest.Settings)
        {
            switch (key)
            {
                case "model": modelName = value; break;
                case "source": text = value; break;
                case "verbose": verbose = Arguments.Flag(key, value); break;
                default: options = PredictSettings.Table.Apply(options, key, value); break;
            }
        }

        using var model = ModelArgument.LoadTrained(modelName, arguments.Task, options.Device, errors);
        var source = PictureSource.Parse(text ?? throw new UsageException("Say which pictures: source=picture.jpg, a folder, a pattern, a list, a video, an address or a camera's number"), options.Reading);
        var predictor = new Predictor(model, options) { Callbacks = callbacks.Open(model, errors) };
        var progress = new PredictProgress(predictor, source.Count, verbose ? output : TextWriter.Null, errors);
        foreach (var result in predictor.Run(source, cancellation))
        {
            progress.Report(result);
        }

        callbacks.Report(output);
        return progress.Finish();
    }
}
