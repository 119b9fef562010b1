using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using Yolo.Engine;
using Yolo.Engine.Validation;

namespace Yolo.Bench;

/// <summary>Validation of the 87 pictures of BCCD's validation part at 320 pixels, from the data set's description to the metrics, everything included.</summary>
internal static class ValidationBenchmarks
{
    private const int Runs = 4;

    /// <summary>Writes one line a model: milliseconds a picture in the best run, and how they divide.</summary>
    public static void Run(TextWriter output)
    {
        if (FindShared() is not { } shared)
        {
            output.WriteLine("skipped: the folder 'shared' is not beside the repository.");
            return;
        }

        var options = new ValidateOptions { Data = Path.Combine(shared, "datasets", "bccd", "bccd.yaml"), ImageSize = 320 };
        foreach (var name in new[] { "yolov8n", "yolo11n", "yolo26n" })
        {
            using var model = new YoloModel(Path.Combine(shared, "weights", $"bccd-{name}.pt"));
            var (best, report) = Enumerable.Range(0, Runs).Select(_ => Time(model, options)).MinBy(run => run.Milliseconds);
            var speed = report.Speed;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                {name} at 320, batch 16, {torch.get_num_threads()} threads: {best:0.0} ms a picture; of these preprocess {speed.Preprocess:0.0}, inference {speed.Inference:0.0}, postprocess {speed.Postprocess:0.0}; mAP50-95 {report.Metrics.Fitness:0.000}
                """));
        }
    }

    private static (double Milliseconds, ValidationReport Report) Time(YoloModel model, ValidateOptions options)
    {
        var clock = Stopwatch.StartNew();
        var report = model.Validate(options);
        return (clock.Elapsed.TotalMilliseconds / report.Metrics.Images, report);
    }

    /// <summary>The folder with data sets and checkpoints beside the repository; null if there is none.</summary>
    internal static string? FindShared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Yolo.sln")))
            {
                var shared = Path.Combine(folder.Parent!.FullName, "shared");
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
