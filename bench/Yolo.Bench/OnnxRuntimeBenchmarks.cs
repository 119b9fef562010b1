using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using Yolo.Engine;
using Yolo.Engine.Exporting;

namespace Yolo.Bench;

/// <summary>Our ONNX file of a trained network against the reference's, in ONNX Runtime and in turn, and the network itself on libtorch; one picture, 640 × 640, float32.</summary>
internal static class OnnxRuntimeBenchmarks
{
    private const int Rounds = 100;
    private const int WarmUps = 10;
    private static readonly int[] ThreadCounts = [2, 1];
    private static readonly long[] Shape = [1, 3, 640, 640];

    public static void Run(TextWriter output)
    {
        if (ValidationBenchmarks.FindShared() is not { } shared)
        {
            output.WriteLine("skipped: the folder 'shared' is not beside the repository.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        var usual = torch.get_num_threads();
        try
        {
            using var model = new YoloModel(Path.Combine(shared, "weights", "bccd-yolov8n.pt"));
            var ours = model.Export(new ExportOptions { ImageSize = (int)Shape[2], File = Path.Combine(folder.FullName, "ours.onnx") });
            var reference = Path.Combine(shared, "goldens", "onnx", "bccd-yolov8n-640.onnx");
            model.Network.eval();
            model.Network.Fuse();
            model.Network.UseChannelsLast();
            foreach (var threads in ThreadCounts)
            {
                Files(output, ours, reference, threads);
                Network(output, model, threads);
            }
        }
        finally
        {
            torch.set_num_threads(usual);
            folder.Delete(recursive: true);
        }
    }

    // In turn, so that what else the machine does strikes both alike; and who goes first changes, so that neither always finds the other's traces in the caches.
    private static void Files(TextWriter output, string ours, string reference, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        options.AddSessionConfigEntry("session.force_spinning_stop", "1"); // the threads of one session would take the processors from the other's
        using var ourSession = new InferenceSession(ours, options);
        using var referenceSession = new InferenceSession(reference, options);
        float[] numbers = [.. Enumerable.Range(0, (int)(Shape[1] * Shape[2] * Shape[3])).Select(i => i % 255 / 255f)];
        using var picture = OrtValue.CreateTensorValueFromMemory(numbers, Shape);
        var times = (Ours: new List<double>(), Reference: new List<double>());
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var first = int.IsEvenInteger(round) ? Time(ourSession, picture) : 0;
            var second = Time(referenceSession, picture);
            first = int.IsEvenInteger(round) ? first : Time(ourSession, picture);
            if (round >= 0)
            {
                times.Ours.Add(first);
                times.Reference.Add(second);
            }
        }

        Print(output, $"our file in ONNX Runtime, {threads} threads", times.Ours);
        Print(output, $"the reference's file in ONNX Runtime, {threads} threads", times.Reference);
        var ratios = times.Ours.Zip(times.Reference, (mine, other) => mine / other);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ours / the reference's, {Rounds} rounds in turn: medians {Median(times.Ours) / Median(times.Reference):F3}, bests {times.Ours.Min() / times.Reference.Min():F3}, median of the rounds' ratios {Median(ratios):F3}"));
    }

    private static double Time(InferenceSession session, OrtValue picture)
    {
        using var options = new RunOptions();
        var start = Stopwatch.GetTimestamp();
        using var results = session.Run(options, session.InputNames, [picture], session.OutputNames);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Network(TextWriter output, YoloModel model, int threads)
    {
        torch.set_num_threads(threads);
        using var mode = torch.inference_mode();
        using var picture = torch.rand(Shape[0], Shape[2], Shape[3], Shape[1]);
        using var input = picture.permute(0, 3, 1, 2);
        var times = new List<double>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            model.Network.call(input).Dispose();
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Print(output, $"the network on libtorch, {threads} threads", times);
    }

    private static void Print(TextWriter output, string what, List<double> times) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-60} median {Median(times),9:F2} ms   best {times.Min(),9:F2} ms"));

    private static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted[sorted.Length / 2];
    }
}
