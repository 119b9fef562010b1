using System.Globalization;
using Yolo.Checkpoints;
using Yolo.Engine;
using Yolo.Engine.Training;

namespace Yolo.Bench;

/// <summary>A deterministic training at a stretch beside the same one, interrupted and gone on with: are the weights equal to the bit on this device?</summary>
internal static class ResumeBenchmarks
{
    private const int InterruptedAfter = 2;

    /// <summary>Writes how many tensors of the last checkpoints are equal.</summary>
    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        try
        {
            var data = GpuSettings.Data(folder.FullName);
            _ = Train(data, folder.FullName, "whole", interruptAfter: null);
            var again = Train(data, folder.FullName, "again", interruptAfter: null);
            _ = Train(data, folder.FullName, "interrupted", InterruptedAfter);
            Resume(Last(folder.FullName, "interrupted"));
            var repeats = Compare(output, "a second training", Last(folder.FullName, "whole"), again);
            var resumes = Compare(output, "the one gone on with", Last(folder.FullName, "whole"), Last(folder.FullName, "interrupted"));
            Environment.ExitCode |= repeats && resumes ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Train(string data, string project, string name, int? interruptAfter)
    {
        using var model = new YoloModel("yolov8n.yaml");
        using var interruption = new CancellationTokenSource();
        var steps = 0;
        model.AddCallback("on_train_batch_end", (Trainer _) =>
        {
            if (++steps == interruptAfter)
            {
                interruption.Cancel();
            }
        });
        try
        {
            model.Train(
                new()
                {
                    Data = data,
                    Device = GpuSettings.Device,
                    ImageSize = GpuSettings.IsSmall ? 32 : 320,
                    Batch = GpuSettings.IsSmall ? 4 : 32,
                    Fraction = GpuSettings.IsSmall ? 0.1 : 0.5,
                    Epochs = 2,
                    Deterministic = true,
                    Pretrained = false,
                    Validate = false,
                    Plots = false,
                    Project = project,
                    Name = name,
                },
                cancellation: interruption.Token);
        }
        catch (OperationCanceledException) when (interruptAfter is not null)
        {
            // As was asked.
        }

        return Last(project, name);
    }

    private static void Resume(string last)
    {
        using var model = new YoloModel(last);
        model.Train(new() { Resume = true });
    }

    private static bool Compare(TextWriter output, string what, string whole, string other)
    {
        using var one = new YoloModel(whole);
        using var two = new YoloModel(other);
        var pairs = one.Network.StateEntries().Zip(two.Network.StateEntries()).ToList();
        var equal = pairs.Count(pair => WeightTransfer.ToData(pair.First.Value).Bytes.Span.SequenceEqual(WeightTransfer.ToData(pair.Second.Value).Bytes.Span));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{equal} of {pairs.Count} tensors of {what} equal those of the first to the bit on {GpuSettings.Device}"));
        return equal == pairs.Count;
    }

    private static string Last(string project, string name) => Path.Combine(project, name, "weights", "last.pt");
}
