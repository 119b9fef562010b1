using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using Yolo.Data.Loading;
using Yolo.Engine;
using Yolo.Engine.Training;

namespace Yolo.Bench;

/// <summary>A training of 52,000 steps, which takes an hour: what a process has more of after them than after 6,000 is a leak.</summary>
internal static class SoakBenchmarks
{
    private const int Epochs = 1000;
    private const int StepsBetweenLines = 2000;

    /// <summary>Writes the memory of the process, what of it is the garbage collector's, and the live tensors, every so many steps, each time after a full collection.</summary>
    public static void Run(TextWriter output)
    {
        if (ValidationBenchmarks.FindShared() is not { } shared)
        {
            output.WriteLine("skipped: the folder 'shared' is not beside the repository.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        try
        {
            using var model = new YoloModel("yolov8n.yaml");
            model.AddCallback("on_train_batch_end", (Trainer trainer) =>
            {
                if (trainer.GlobalStep % StepsBetweenLines == 0)
                {
                    output.WriteLine(Line(trainer.GlobalStep));
                }
            });
            model.Train(new()
            {
                Data = Path.Combine(shared, "datasets", "bccd", "bccd.yaml"),
                ImageSize = 32,
                Batch = 4,
                NominalBatch = 4,
                Epochs = Epochs,
                Optimizer = "SGD",
                Cache = ImageCache.Ram,
                Workers = 1,
                Pretrained = false,
                Validate = false,
                Save = false,
                Plots = false,
                Project = folder.FullName,
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Line(long step)
    {
        // What lives for an epoch (its order, its threads) outlives the small collections, and a full one comes but rarely in so small a heap: 0.4 MB in 8,000 steps that are no leak.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var heap = GC.GetGCMemoryInfo();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{step,6} steps: {Megabytes(process.WorkingSet64)} MB resident, {Megabytes(heap.TotalCommittedBytes)} of them the collector's, {Megabytes(heap.HeapSizeBytes - heap.FragmentedBytes)} in use; {DisposeScopeManager.Statistics.ThreadTotalLiveCount} tensors, {process.Threads.Count} threads{OfFiles()}");
    }

    // What is read from files, code above all, comes and goes as the system likes.
    private static string OfFiles() => OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("RssFile:", StringComparison.Ordinal)) is { } line
        ? $", {Megabytes(long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)} MB of files"
        : "";

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);
}
