using System.Globalization;
using TorchSharp;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Inference;

namespace Yolo.Bench;

/// <summary>Predicts and validates with a trained detector on the processor and on the device: are boxes and metrics the same?</summary>
internal static class AgreementBenchmarks
{
    private const int MostPictures = 72;

    // A difference of TF32; boxes just at the threshold come and go.
    private const double ConfidenceTolerance = 0.01, PixelTolerance = 1, MetricTolerance = 0.01, ShareThatMayDiffer = 0.01;

    /// <summary>Writes what was compared; <c>MODEL</c> names the checkpoint, else there is none and it says so.</summary>
    public static void Run(TextWriter output)
    {
        if (Environment.GetEnvironmentVariable("MODEL") is not { Length: > 0 } weights || !File.Exists(weights))
        {
            output.WriteLine("skipped: no checkpoint of a detector was named (MODEL).");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        try
        {
            var (data, size) = (GpuSettings.Data(folder.FullName), GpuSettings.IsSmall ? 128 : 640);
            var agrees = ComparePredictions(output, weights, data, size) & CompareValidations(output, weights, data, size);
            Environment.ExitCode |= agrees ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool ComparePredictions(TextWriter output, string weights, string data, int size)
    {
        var pictures = ImageList.Collect(DatasetSpec.Load(data).Entries(DatasetSplit.Val)).Take(GpuSettings.IsSmall ? 8 : MostPictures).ToList();
        var (expected, found) = (Predict(weights, pictures, torch.CPU, size), Predict(weights, pictures, GpuSettings.Device, size));
        var (boxes, same, confidence, pixels) = (0, 0, 0.0, 0.0);
        foreach (var (one, other) in expected.Zip(found))
        {
            boxes += one.Length;
            foreach (var row in one)
            {
                var (distance, difference) = other
                    .Where(candidate => candidate.Class == row.Class)
                    .Select(candidate => (Pixels: Farthest(row, candidate), Confidence: Math.Abs((double)candidate.Confidence - row.Confidence)))
                    .Append((double.MaxValue, double.MaxValue))
                    .Min();
                if (difference <= ConfidenceTolerance && distance <= PixelTolerance)
                {
                    same++;
                    (confidence, pixels) = (Math.Max(confidence, difference), Math.Max(pixels, distance));
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"predict: {pictures.Count} pictures at {size}: {same} of {boxes} boxes are the same ({found.Sum(rows => rows.Length)} on {GpuSettings.Device}); confidence within {confidence:0.0000}, corners within {pixels:0.00} pixels"));
        return boxes > 0 && same >= boxes * (1 - ShareThatMayDiffer);
    }

    private static bool CompareValidations(TextWriter output, string weights, string data, int size)
    {
        var (expected, found) = (Validate(weights, data, torch.CPU, size / 2), Validate(weights, data, GpuSettings.Device, size / 2));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"val at {size / 2}: mAP50 {expected.Map50:0.0000} and {found.Map50:0.0000}, mAP50-95 {expected.Map:0.0000} and {found.Map:0.0000} (processor and {GpuSettings.Device})"));
        return Math.Abs(expected.Map - found.Map) <= MetricTolerance && Math.Abs(expected.Map50 - found.Map50) <= MetricTolerance;
    }

    private static List<Yolo.Results.Detection[]> Predict(string weights, IReadOnlyList<string> pictures, torch.Device device, int size)
    {
        using var model = new YoloModel(weights);
        return [.. pictures.Select(picture => model.Predict(picture, new() { Device = device, ImageSize = size, Engine = EngineKind.Torch }).Single().Boxes.AsSpan().ToArray())];
    }

    private static (double Map50, double Map) Validate(string weights, string data, torch.Device device, int size)
    {
        using var model = new YoloModel(weights);
        var metrics = model.Validate(new() { Data = data, Device = device, ImageSize = size, Plots = false }).Metrics.Evaluation;
        return (metrics.Map50, metrics.Map);
    }

    private static double Farthest(Yolo.Results.Detection one, Yolo.Results.Detection other) => new[]
    {
        one.Box.X1 - other.Box.X1, one.Box.Y1 - other.Box.Y1, one.Box.X2 - other.Box.X2, one.Box.Y2 - other.Box.Y2,
    }.Max(difference => Math.Abs((double)difference));
}
