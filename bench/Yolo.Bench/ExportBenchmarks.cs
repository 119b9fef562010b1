using System.Diagnostics;
using System.Globalization;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Export;

namespace Yolo.Bench;

/// <summary>Exports: how long, and how much memory beyond what the loaded model takes. Each network the second time too, when the program is warm.</summary>
internal static class ExportBenchmarks
{
    private const double MiB = 1 << 20;

    public static void Run(TextWriter output)
    {
        foreach (var name in new[] { "yolov8n", "yolo11x" })
        {
            using var model = new YoloModel($"{name}.yaml");
            var weights = model.Network.parameters().Sum(parameter => parameter.numel()) * sizeof(float) / MiB;
            foreach (var turn in new[] { "first", "second" })
            {
                Measure(output, $"{name}, {turn} graph and file", weights, file => OnnxFile.Write(
                    NetworkGraph.Of(model.Network, new GraphOptions { Height = 640, Width = 640, Opset = 19 }), file));
                Measure(output, $"{name}, {turn} whole export", weights, file => model.Export(new ExportOptions { ImageSize = 640, File = file }));
            }
        }
    }

    private static void Measure(TextWriter output, string what, double weights, Action<string> export)
    {
        var file = Path.Combine(Path.GetTempPath(), $"yolo-bench-{Guid.NewGuid():N}.onnx");
        try
        {
            var before = ForgetPeak();
            using var process = Process.GetCurrentProcess();
            var (processor, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
            export(file);
            var wall = watch.Elapsed.TotalSeconds;
            process.Refresh();
            var worked = (process.TotalProcessorTime - processor).TotalSeconds;
            var more = (Peak("VmHWM") - before) / MiB;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34} {wall,6:F2} s, processor {worked,6:F2} s; weights {weights:F0} MiB, peak {more:F0} MiB more: {(weights + more) / weights:F2} times the weights"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Linux then counts the highest memory from here on.
    private static long ForgetPeak()
    {
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
        return Peak("VmRSS");
    }

    private static long Peak(string entry) => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith(entry + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1],
        CultureInfo.InvariantCulture);
}
