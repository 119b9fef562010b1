using BenchmarkDotNet.Attributes;
using Yolo.Bench;
using Yolo.Callbacks;

namespace Yolo.MicroBenchmarks;

/// <summary>A step of a loop of ten epochs of 100 steps that trains nothing: what is left is what its callbacks cost, files included.</summary>
public class CallbackLoopBenchmarks
{
    private const int Epochs = 10, StepsPerEpoch = 100;

    private string directory = "";

    /// <summary>Whether all built-in callbacks are on.</summary>
    [Params(false, true)]
    public bool BuiltIns { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        directory = Directory.CreateTempSubdirectory("yolo-bench-").FullName;
        Check.That(Step() == Epochs * StepsPerEpoch, "Each step ends.");
        var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();
        Check.That(
            files.Contains("log.csv") == BuiltIns && files.Contains("events.jsonl") == BuiltIns,
            $"Built-in callbacks write their files, and nothing else does: {string.Join(", ", files)}.");
    }

    [GlobalCleanup]
    public void CleanUp() => Directory.Delete(directory, recursive: true);

    [Benchmark(OperationsPerInvoke = Epochs * StepsPerEpoch)]
    public int Step()
    {
        // Else the files of thousands of trainings pile up while it is measured; a thousandth of this is nothing.
        Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
        using var list = new CallbackList(BuiltIns ? BuiltInCallbacks.All(directory) : [], epochs: Epochs, steps: StepsPerEpoch);
        var context = list.Context;
        context.SaveDirectory = directory;
        context.LearningRates = [0.01, 0.01, 0.01];
        context.Momenta = [0.9, 0.9, 0.9];
        context.LossNames = ["train/box_loss", "train/cls_loss", "train/dfl_loss"];
        context.Save = (_, _) => { };
        var (logs, steps) = (new Logs(), 0);
        list.OnTrainBegin();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            list.OnEpochBegin(epoch);
            for (var batch = 0; batch < StepsPerEpoch; batch++, steps++)
            {
                list.OnTrainBatchBegin(batch);
                context.RecordLosses(1, 2, 3);
                logs["loss"] = 6;
                list.OnTrainBatchEnd(batch, logs);
            }

            list.OnEpochEnd(epoch, new() { ["loss"] = 6, ["fitness"] = epoch });
        }

        list.OnTrainEnd();
        return steps;
    }
}
