using System.Globalization;
using Yolo.Engine;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;

namespace Yolo.Bench;

/// <summary>
/// How many operators a training step of yolov8n asks libtorch for, and for how many of them a kernel runs, which on a GPU is a launch or more. The
/// trainer itself is watched, so that what is counted is what runs.
/// </summary>
internal static class LaunchBenchmarks
{
    private const int Batch = 16, MostNames = 8;

    /// <summary>Writes a table for float32 and one for mixed precision, where the device has it: steps of the second epoch, on average.</summary>
    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        try
        {
            foreach (var amp in new[] { false, true })
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"### yolov8n at {ImageSize}, batch {Batch}, {(amp ? "bfloat16" : "float32")}, {GpuSettings.Device}\n"));
                try
                {
                    Write(output, Watch(folder.FullName, amp));
                }
                catch (SettingException error)
                {
                    output.WriteLine($"skipped: {error.Message}\n");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int ImageSize => GpuSettings.IsSmall || GpuSettings.Device.type == TorchSharp.DeviceType.CPU ? 64 : 640;

    private static StepCounts Watch(string folder, bool amp)
    {
        var counts = new StepCounts();
        using var model = new YoloModel("yolov8n.yaml");
        using var observer = new OperatorObserver(counts.Begin, counts.End);
        model.AddCallback("on_pretrain_routine_end", (Trainer trainer) =>
        {
            _ = trainer.Network!.register_forward_pre_hook((_, input) =>
            {
                counts.Enter(StepPart.Forward);
                return input;
            });
            _ = trainer.Network.register_forward_hook((_, _, result) =>
            {
                counts.Enter(StepPart.Loss);
                return result;
            });
        });
        model.AddCallback("on_train_epoch_start", (Trainer _) => counts.Enter(StepPart.Input));
        model.AddCallback("on_train_batch_start", (Trainer _) => counts.Enter(StepPart.None));
        model.AddCallback("on_train_batch_end", (Trainer trainer) => counts.EndStep(isCounted: trainer.Epoch > 0));
        model.AddCallback("on_train_epoch_end", (Trainer _) => counts.Enter(StepPart.None));
        model.Train(new()
        {
            Data = GpuSettings.Data(folder),
            Device = GpuSettings.Device,
            ImageSize = ImageSize,
            Batch = Batch,
            NominalBatch = Batch,
            Epochs = 2,
            Optimizer = "SGD",
            Amp = amp,
            Pretrained = false,
            Validate = false,
            Save = false,
            Plots = false,
            Project = folder,
        });
        return counts;
    }

    private static void Write(TextWriter output, StepCounts counts)
    {
        if (counts.Steps == 0)
        {
            output.WriteLine("FAILED: no step of the second epoch was seen.");
            Environment.ExitCode |= 1;
            return;
        }

        output.WriteLine("| part of a step | operators asked for | kernels | most of them |");
        output.WriteLine("|---|---|---|---|");
        foreach (var part in Enum.GetValues<StepPart>().Skip(1))
        {
            Row(output, StepCounts.NameOf(part), counts.Asked(part), counts.Kernels(part), counts.Frequent(part, MostNames));
        }

        var parts = Enum.GetValues<StepPart>().Skip(1).ToList();
        Row(output, "all", parts.Sum(counts.Asked), parts.Sum(counts.Kernels), "");
        output.WriteLine();
    }

    private static void Row(TextWriter output, string name, double asked, double kernels, string frequent) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {asked:0.#} | {kernels:0.#} | {frequent} |"));
}
