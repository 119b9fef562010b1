using System.Diagnostics;
using System.Globalization;
using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Training;

namespace Yolo.Bench;

/// <summary>What callbacks cost in a training of the engine: all built-ins on, a short training of a real network.</summary>
internal static class CallbackBenchmarks
{
    private const int Steps = 1000;
    private const int Warming = 4;

    /// <summary>Writes what they took a step, an epoch and a run, and what that is of 1000 steps in one epoch; about a minute.</summary>
    public static void Run(TextWriter output)
    {
        var directory = Directory.CreateTempSubdirectory("yolo-bench-").FullName;
        try
        {
            using var model = new YoloModel("yolov8n.yaml");
            long started = 0;
            var steps = 0;
            var seconds = 0.0;
            Callback[] callbacks =
            [
                .. BuiltInCallbacks.All(directory),
                Callback.At("on_train_batch_start", (Trainer trainer) => started = trainer.BatchIndex == Warming ? Stopwatch.GetTimestamp() : started),
                Callback.At("on_train_epoch_end", (Trainer trainer) => (steps, seconds) = (trainer.BatchIndex + 1 - Warming, Stopwatch.GetElapsedTime(started).TotalSeconds)),
            ];
            var report = model.Train(new() { Data = "shapes", Epochs = 1, Batch = 16, ImageSize = 320, Plots = false, Project = directory }, callbacks);
            var step = seconds / steps * 1000;
            var perBatch = report.CallbackTimes.Where(time => time.Event.IsPerBatch && time.Event.Receiver == ReceiverKind.Trainer).Sum(time => time.Total.TotalMilliseconds) / (steps + Warming);
            var perEpoch = report.CallbackTimes.Where(time => !time.Event.IsPerBatch).Sum(time => time.Total.TotalMilliseconds);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"yolov8n at 320, batch 16, all built-in callbacks: a step {step:F1} ms, of that callbacks {perBatch * 1000:F1} µs; an epoch's and a run's {perEpoch:F0} ms; of 1000 steps {100 * ((perBatch * Steps) + perEpoch) / (step * Steps):F3} %"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
