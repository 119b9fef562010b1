using System.Diagnostics;
using Yolo.Checkpoints;
using Yolo.Engine;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Bench;

/// <summary>From files to networks and back. What happens first in a process is timed first, compilation included.</summary>
internal static class CheckpointBenchmarks
{
    internal static void Run(TextWriter output)
    {
        // The libraries are loaded at start-up, as any program that computes does.
        using var warm = zeros(1);
        if (FindWeights("bccd-yolov8n.pt") is { } weights)
        {
            Once(output, "first load of bccd-yolov8n.pt into a ready model", () => new YoloModel(weights).Dispose());
            Stopwatches.Print(output, "load of bccd-yolov8n.pt into a ready model", () => new YoloModel(weights).Dispose());
            Stopwatches.Print(output, "  of that: reading the file", () => CheckpointReader.Read(weights));
            Save(output, weights);
        }
        else
        {
            output.WriteLine("shared/weights is not beside the repository: loading is not timed.");
        }

        Once(output, "first build of yolo11x from its description", () => ModelBuilder.Build(ModelSpec.Load("yolo11x")).Dispose());
        Once(output, "build of yolo11x from its description", () => ModelBuilder.Build(ModelSpec.Load("yolo11x")).Dispose());
    }

    private static void Save(TextWriter output, string weights)
    {
        using var model = new YoloModel(weights);
        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        try
        {
            Stopwatches.Print(output, "save as .pt, flushed to disk", () => model.Save(Path.Combine(folder.FullName, "saved.pt")));
            Stopwatches.Print(output, "save as .safetensors, flushed to disk", () => model.Save(Path.Combine(folder.FullName, "saved.safetensors")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // On a machine that does other work too, the processor's time says more than the clock.
    private static void Once(TextWriter output, string what, Action work)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        work();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        output.WriteLine($"{what,-60} once   {elapsed,9:F2} ms   processor {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds,9:F2} ms");
    }

    private static string? FindWeights(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "weights", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
