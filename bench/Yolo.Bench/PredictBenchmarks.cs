using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using Yolo.Engine;
using Yolo.Engine.Prediction;
using Yolo.Sources;

namespace Yolo.Bench;

/// <summary>Prediction from files to results and drawn pictures, and a long stream whose memory must stay flat.</summary>
internal static class PredictBenchmarks
{
    private const int Runs = 3;
    private const int StreamFrames = 10_000;

    /// <summary>Writes pictures a second of the best run, and the memory along the stream.</summary>
    public static void Run(TextWriter output)
    {
        if (ValidationBenchmarks.FindShared() is not { } shared)
        {
            output.WriteLine("skipped: the folder 'shared' is not beside the repository.");
            return;
        }

        var pictures = Path.Combine(shared, "datasets", "bccd", "images", "test");
        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        try
        {
            using var model = new YoloModel(Path.Combine(shared, "weights", "bccd-yolov8n.pt"));
            var options = new PredictOptions { ImageSize = 640, Project = folder.FullName };
            Pictures(output, "results alone", model, pictures, options);
            Pictures(output, "drawn and written", model, pictures, options with { Save = true });
            Stream(output, model, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Pictures(TextWriter output, string what, YoloModel model, string source, PredictOptions options)
    {
        var best = Enumerable.Range(0, Runs).Select(_ => Time(model, source, options)).Max();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"yolov8n at 640, 72 pictures of 640x480, {torch.get_num_threads()} threads, {what}: {best:0.0} pictures a second"));
    }

    private static double Time(YoloModel model, string source, PredictOptions options)
    {
        var clock = Stopwatch.StartNew();
        var count = model.Predict(source, options).Count();
        return count / clock.Elapsed.TotalSeconds;
    }

    private static void Stream(TextWriter output, YoloModel model, string folder)
    {
        // Frames of 64 × 48 pixels keep the network out of the picture: what is measured is what stays behind.
        var path = Path.Combine(folder, "long.avi");
        using (var maker = Process.Start("ffmpeg", ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=100", "-frames:v", $"{StreamFrames}", "-c:v", "mjpeg", path]))
        {
            maker.WaitForExit();
        }

        using var self = Process.GetCurrentProcess();
        var clock = Stopwatch.StartNew();
        var memory = new List<string>();
        foreach (var result in model.Predict(PictureSource.Parse(path), new PredictOptions { ImageSize = 64 }))
        {
            if (result.Frame!.Number % (StreamFrames / 5) == 0)
            {
                self.Refresh();
                memory.Add(string.Create(CultureInfo.InvariantCulture, $"{self.WorkingSet64 >> 20}"));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{StreamFrames} frames of a video at 64: {StreamFrames / clock.Elapsed.TotalSeconds:0} frames a second; memory after each fifth: {string.Join(", ", memory)} MiB"));
    }
}
