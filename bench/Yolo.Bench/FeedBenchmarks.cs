using System.Diagnostics;
using System.Globalization;
using Yolo.Data;
using Yolo.Data.Loading;
using Yolo.Engine.Distributed;
using Yolo.Engine.Training;

namespace Yolo.Bench;

/// <summary>The loader alone, as a training of yolov8n on a GPU asks it: how many varied pictures a second it gives while nobody computes.</summary>
internal static class FeedBenchmarks
{
    private const int Stride = 32, Epochs = 4;

    /// <summary>Writes the rate of each epoch; the first one fills the memory.</summary>
    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        try
        {
            var (size, batch) = GpuSettings.IsSmall ? (64, 8) : (640, 64);
            foreach (var workers in new[] { Math.Max(1, Environment.ProcessorCount - 2), Environment.ProcessorCount }.Distinct())
            {
                Measure(output, GpuSettings.Data(folder.FullName), size, batch, workers);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Measure(TextWriter output, string path, int size, int batch, int workers)
    {
        var options = new TrainOptions { ImageSize = size, Batch = batch, Workers = workers, Cache = ImageCache.Ram, Device = GpuSettings.Device };
        using var data = TrainingData.Load(DatasetSpec.Load(path), options, size, Stride, World.Alone, CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var (clock, before, pictures) = (Stopwatch.StartNew(), process.TotalProcessorTime, 0);
            foreach (var samples in data.Read(epoch, 0, mixing: true, CancellationToken.None))
            {
                using (samples)
                {
                    pictures += samples.Count;
                }
            }

            process.Refresh();
            var (seconds, busy) = (clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{workers} workers at {size}, batch {batch}, epoch {epoch}: {pictures / seconds:0} pictures a second, {1000 * busy / pictures:0.00} ms of processor a picture, {busy / seconds:0.0} processors busy"));
        }
    }
}
