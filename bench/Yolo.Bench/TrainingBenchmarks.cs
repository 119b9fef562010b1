using System.Diagnostics;
using System.Globalization;
using Yolo.Engine;
using Yolo.Engine.Training;

namespace Yolo.Bench;

/// <summary>A training of yolov8n as the command line runs it, on real pictures: what a step and an epoch cost, and how much memory it takes.</summary>
internal static class TrainingBenchmarks
{
    private const int ImageSize = 320, Batch = 16;

    /// <summary>Times steps: from the start of a batch to its end, without the wait for its pictures.</summary>
    public static void RunSteps(TextWriter output) => Run(output, epochs: 2, (times, line) =>
    {
        var steps = times.Steps.Order().ToList();
        line($"step of {Batch} pictures at {ImageSize}: median {steps[steps.Count / 2]:0} ms, best {steps[0]:0} ms");
    });

    /// <summary>Times epochs without their validations, says how much of them is waiting, and what memory the process holds after the second and the last.</summary>
    public static void RunEpochs(TextWriter output) => Run(output, epochs: 10, (times, line) =>
    {
        line($"epoch of {Batch} pictures a step at {ImageSize}, validation apart: median {times.Epochs.Order().ElementAt(times.Epochs.Count / 2):0.0} s, best {times.Epochs.Min():0.0} s");
        line($"waiting for pictures: {100 * times.Waits[0] / times.Epochs[0]:0.0} % of the first epoch, {100 * times.Waits.Skip(1).Sum() / times.Epochs.Skip(1).Sum():0.0} % of the others");
        line($"resident memory after epoch 2: {times.Resident[1]:0} MB, after epoch {times.Resident.Count}: {times.Resident[^1]:0} MB");
    });

    private static void Run(TextWriter output, int epochs, Action<Times, Action<FormattableString>> report)
    {
        if (ValidationBenchmarks.FindShared() is not { } shared)
        {
            output.WriteLine("skipped: the folder 'shared' is not beside the repository.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        try
        {
            var times = new Times();
            using var model = new YoloModel("yolov8n.yaml");
            Watch(model, times);
            model.Train(new()
            {
                Data = Path.Combine(shared, "datasets", "bccd", "bccd.yaml"),
                ImageSize = ImageSize,
                Batch = Batch,
                Epochs = epochs,
                Pretrained = false,
                Plots = false,
                Project = folder.FullName,
            });
            report(times, text => output.WriteLine(text.ToString(CultureInfo.InvariantCulture)));
            using var process = Process.GetCurrentProcess();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak resident memory: {process.PeakWorkingSet64 / 1048576.0:0} MB; processor time {process.TotalProcessorTime.TotalSeconds:0.0} s"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Watch(YoloModel model, Times times)
    {
        var (epoch, step, wait) = (new Stopwatch(), new Stopwatch(), new Stopwatch());
        model.AddCallback("on_train_epoch_start", (Trainer _) =>
        {
            epoch.Restart();
            times.Waits.Add(0);
            wait.Restart();
        });
        model.AddCallback("on_train_batch_start", (Trainer _) =>
        {
            times.Waits[^1] += wait.Elapsed.TotalSeconds;
            step.Restart();
        });
        model.AddCallback("on_train_batch_end", (Trainer _) =>
        {
            times.Steps.Add(step.Elapsed.TotalMilliseconds);
            wait.Restart();
        });
        model.AddCallback("on_train_epoch_end", (Trainer _) => times.Epochs.Add(epoch.Elapsed.TotalSeconds));
        model.AddCallback("on_fit_epoch_end", (Trainer trainer) =>
        {
            using var process = Process.GetCurrentProcess();
            if (!trainer.IsFinalEvaluation)
            {
                times.Resident.Add(process.WorkingSet64 / 1048576.0);
            }
        });
    }

    private sealed class Times
    {
        public List<double> Steps { get; } = [];

        public List<double> Epochs { get; } = [];

        public List<double> Resident { get; } = [];

        public List<double> Waits { get; } = [];
    }
}
