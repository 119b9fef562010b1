using System.Diagnostics;
using System.Globalization;
using Yolo.Engine;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Bench;

/// <summary>From files to networks, the first time in a process: compilation included.</summary>
internal static class CheckpointBenchmarks
{
    internal static void Run(TextWriter output)
    {
        // The libraries are loaded at start-up, as any program that computes does.
        using var warm = zeros(1);
        if (ValidationBenchmarks.FindShared() is { } shared)
        {
            var weights = Path.Combine(shared, "weights", "bccd-yolov8n.pt");
            Once(output, "first load of bccd-yolov8n.pt into a ready model", () => new YoloModel(weights).Dispose());
        }
        else
        {
            output.WriteLine("the folder 'shared' is not beside the repository: loading is not timed.");
        }

        Once(output, "first build of yolo11x from its description", () => ModelBuilder.Build(ModelSpec.Load("yolo11x")).Dispose());
        Once(output, "build of yolo11x from its description", () => ModelBuilder.Build(ModelSpec.Load("yolo11x")).Dispose());
    }

    // On a machine that does other work too, the processor's time says more than the clock.
    private static void Once(TextWriter output, string what, Action work)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        work();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var worked = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-60} once   {elapsed,9:F2} ms   processor {worked,9:F2} ms"));
    }
}
