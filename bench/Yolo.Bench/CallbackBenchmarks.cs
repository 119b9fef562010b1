using System.Diagnostics;
using System.Globalization;
using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Training;

namespace Yolo.Bench;

/// <summary>What callbacks cost: raising events with and without them, and a training with all built-ins on.</summary>
internal static class CallbackBenchmarks
{
    private const int Steps = 1000;
    private const int StepsPerEpoch = 100;

    /// <summary>Runs all of them; about a minute.</summary>
    public static void Run(TextWriter output)
    {
        Raise(output, "raise, no callback", 0, byName: false);
        Raise(output, "raise by name, no callback", 0, byName: true);
        Raise(output, "raise in a run's scope, no callback", 0, byName: false, scoped: true);
        Raise(output, "raise, 10 empty callbacks", 10, byName: false);
        Raise(output, "raise in a run's scope, 10 empty callbacks", 10, byName: false, scoped: true);
        Training(output);
        RealTraining(output);
    }

    private static void Raise(TextWriter output, string what, int callbacks, bool byName, bool scoped = false)
    {
        var root = new CallbackRegistry();
        for (var i = 0; i < callbacks; i++)
        {
            root.Add(Events.OnTrainBatchEnd, (ITrainingContext _) => { });
        }

        using var registry = scoped ? root.CreateScope() : root;
        var context = new LoopContext();
        const int Inner = 10_000;
        Action raise = byName ? () => ByName(registry, context, Inner) : () => ByConstant(registry, context, Inner);
        var (median, best) = Stopwatches.Time(raise);
        var before = GC.GetAllocatedBytesForCurrentThread();
        raise();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Inner;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-60} median {median * 1e6 / Inner,9:F1} ns   best {best * 1e6 / Inner,9:F1} ns   {bytes:F1} bytes"));
    }

    private static void ByConstant(CallbackRegistry registry, LoopContext context, int times)
    {
        for (var i = 0; i < times; i++)
        {
            registry.Raise(Events.OnTrainBatchEnd, context);
        }
    }

    private static void ByName(CallbackRegistry registry, LoopContext context, int times)
    {
        for (var i = 0; i < times; i++)
        {
            registry.Raise("on_train_batch_end", context);
        }
    }

    /// <summary>A loop without a network: what is left is the cost of its callbacks.</summary>
    private static void Training(TextWriter output)
    {
        var directory = Directory.CreateTempSubdirectory("yolo-bench-").FullName;
        try
        {
            Train(directory, []);
            Train(directory, All(directory));
            var bare = Train(directory, []);
            var full = Train(directory, All(directory));
            var extra = (full - bare).TotalMicroseconds / Steps;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Steps} steps with all built-in callbacks: {extra:F1} µs a step more than without; 1 % of a step of {extra / 10:F2} ms"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>A short training of a real network with all built-ins on: what they took, and what that is of 1000 steps in one epoch.</summary>
    private static void RealTraining(TextWriter output)
    {
        const int Warming = 4;
        var directory = Directory.CreateTempSubdirectory("yolo-bench-").FullName;
        try
        {
            using var model = new YoloModel("yolov8n.yaml");
            long started = 0;
            var steps = 0;
            var seconds = 0.0;
            Callback[] callbacks =
            [
                .. All(directory),
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

    private static Callback[] All(string directory) =>
    [
        new EarlyStopping { Patience = 1000 },
        new ModelCheckpoint("{epoch}.pt") { SaveBestOnly = true },
        new ReduceLrOnPlateau(),
        new LearningRateScheduler((_, _) => 0.01),
        new TerminateOnNan(),
        new BackupAndRestore(Path.Combine(directory, "backup")),
        new Lambda { TrainBatchEnd = (_, _) => { } },
        new History(),
        new Progress(TextWriter.Null) { Interactive = true },
        new CsvLogger(),
        new JsonLinesLogger(),
        new TensorBoard { EveryBatches = 1 },
        new TraceRecorder(),
    ];

    private static TimeSpan Train(string directory, Callback[] callbacks)
    {
        using var list = new CallbackList(callbacks, epochs: Steps / StepsPerEpoch, steps: StepsPerEpoch);
        var context = list.Context;
        context.SaveDirectory = directory;
        context.LearningRates = [0.01, 0.01, 0.01];
        context.Momenta = [0.9, 0.9, 0.9];
        context.LossNames = ["train/box_loss", "train/cls_loss", "train/dfl_loss"];
        context.Save = (_, _) => { };
        var logs = new Logs();
        var started = Stopwatch.GetTimestamp();
        list.OnTrainBegin();
        for (var epoch = 0; epoch < Steps / StepsPerEpoch; epoch++)
        {
            list.OnEpochBegin(epoch);
            for (var batch = 0; batch < StepsPerEpoch; batch++)
            {
                list.OnTrainBatchBegin(batch);
                context.RecordLosses(1, 2, 3);
                logs["loss"] = 6;
                list.OnTrainBatchEnd(batch, logs);
            }

            list.OnEpochEnd(epoch, new() { ["loss"] = 6, ["fitness"] = epoch });
        }

        list.OnTrainEnd();
        return Stopwatch.GetElapsedTime(started);
    }
}
