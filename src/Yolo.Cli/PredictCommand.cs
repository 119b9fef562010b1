using System.Globalization;
using Yolo.Engine;
using Yolo.Results;

namespace Yolo.Cli;

/// <summary><c>yolo predict model=… source=…</c>: finds objects in pictures, says what, and writes the pictures with them drawn.</summary>
internal static class PredictCommand
{
    internal static int Run(Arguments arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        // On the command line pictures are written unless told otherwise.
        var options = new PredictOptions { Save = true };
        string? modelName = null;
        string? source = null;
        var verbose = true;
        foreach (var (key, value) in arguments.Settings)
        {
            switch (key)
            {
                case "model": modelName = value; break;
                case "source": source = value; break;
                case "verbose": verbose = Arguments.Flag(key, value); break;
                default: options = PredictSettings.Table.Apply(options, key, value); break;
            }
        }

        using var model = ModelArgument.Load(modelName, arguments.Task, errors);
        var paths = PictureFiles.Find(source ?? throw new UsageException("Say which pictures: source=picture.jpg, a folder, a pattern or a list"));
        var predictor = new Predictor(model, options);
        var progress = new PredictProgress(predictor, paths.Count, verbose ? output : TextWriter.Null, errors);
        foreach (var result in predictor.Run(paths, cancellation))
        {
            progress.Report(result);
        }

        return progress.Finish();
    }

    /// <summary>The lines that people see: one a picture, failures as they come, speeds at the end.</summary>
    private sealed class PredictProgress(Predictor predictor, int total, TextWriter output, TextWriter errors)
    {
        private int failuresSaid;
        private int index;

        internal void Report(Result result)
        {
            SayFailures();
            index++;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"image {index + failuresSaid}/{total} {result.Path}: {result.OriginalImage.Height}x{result.OriginalImage.Width} {result.Describe()}, {result.Speed.Inference:F1}ms"));
        }

        internal int Finish()
        {
            SayFailures();
            if (predictor.Seen > 0)
            {
                var speed = predictor.TotalSpeed / predictor.Seen;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Speed: {speed.Preprocess:F1}ms preprocess, {speed.Inference:F1}ms inference, {speed.Postprocess:F1}ms postprocess per image"));
            }

            if (predictor.SaveDirectory is { } directory)
            {
                output.WriteLine($"Results saved to {directory}");
            }

            return failuresSaid == 0 ? 0 : 1;
        }

        private void SayFailures()
        {
            for (; failuresSaid < predictor.Failures.Count; failuresSaid++)
            {
                var failure = predictor.Failures[failuresSaid];
                errors.WriteLine($"yolo: {failure.Path}: {failure.Reason}");
            }
        }
    }
}
