using Yolo.Checkpoints;
using Yolo.Engine;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Models;

namespace Yolo.Tests.Engine;

/// <summary>Interrupted trainings go on as if nothing had happened.</summary>
public sealed class ResumeTests() : SingleThreadFixture(5)
{
    private const int Steps = 6;

    private bool isGeneration26;

    [TestCase("SGD")]
    [TestCase("auto")]
    [TestCase("MuSGD")]
    public void I_can_resume_a_run_that_was_interrupted_at_any_step(string optimizer)
    {
        var whole = Train("whole", optimizer, interruptAfter: null);
        for (var step = 1; step < Steps; step++)
        {
            var name = FormattableString.Invariant($"after{step}");
            Assert.That(() => Train(name, optimizer, step), Throws.InstanceOf<OperationCanceledException>());

            var resumed = Resume(name);

            AssertSame(resumed, whole, $"{optimizer}, interrupted after step {step}");
        }
    }

    [TestCase(ModelTask.Segment, false)]
    [TestCase(ModelTask.Segment, true)]
    [TestCase(ModelTask.Pose, false)]
    [TestCase(ModelTask.Pose, true)]
    [TestCase(ModelTask.Obb, false)]
    [TestCase(ModelTask.Obb, true)]
    [TestCase(ModelTask.Classify, false)]
    public void I_can_resume_a_run_of_every_task(ModelTask task, bool generation26)
    {
        Use(task);
        isGeneration26 = generation26;
        var whole = Train("whole", "AdamW", interruptAfter: null);
        foreach (var step in new[] { 1, 4 })
        {
            var name = FormattableString.Invariant($"after{step}");
            Assert.That(() => Train(name, "AdamW", step), Throws.InstanceOf<OperationCanceledException>());

            var resumed = Resume(name);

            AssertSame(resumed, whole, $"{task}, interrupted after step {step}");
        }
    }

    [Test]
    public void I_can_resume_a_run_that_was_interrupted_while_it_validated()
    {
        var whole = Train("whole", "SGD", interruptAfter: null);
        using var interruption = new CancellationTokenSource();
        using (var model = new YoloModel(Small.TinyNetwork()))
        {
            model.AddCallback("on_val_start", (Validator _) => interruption.Cancel());
            Assert.That(() => model.Train(Options("validating", "SGD"), cancellation: interruption.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        AssertSame(Resume("validating"), whole, "interrupted while validating");
    }

    [Test]
    public void Resume_AFinishedRun_SaysSo()
    {
        _ = Train("whole", "SGD", interruptAfter: null);
        using var model = new YoloModel(Folder.Path("whole", "weights", "last.pt"));

        Assert.That(() => model.Train(new() { Resume = true }), Throws.TypeOf<SettingException>().With.Message.Contains("finished"));
    }

    [Test]
    public void Resume_WithASettingThatMustStay_SaysWhichMayChange()
    {
        Assert.That(() => Train("some", "SGD", 2), Throws.InstanceOf<OperationCanceledException>());
        using var model = new YoloModel(Folder.Path("some", "weights", "last.pt"));

        Assert.That(() => model.Train(new() { Resume = true, LearningRate = 0.5 }), Throws.TypeOf<SettingException>().With.Message.Contains("lr0").And.Message.Contains("patience"));
        Assert.That(() => model.Train(new() { Resume = true, Patience = 7, Plots = false }), Throws.Nothing);
    }

    private Outcome Train(string name, string optimizer, int? interruptAfter)
    {
        using var interruption = new CancellationTokenSource();
        using var model = new YoloModel(Small.TinyNetwork(isGeneration26));
        model.AddCallback("on_train_batch_end", (Trainer trainer) =>
        {
            if (trainer.GlobalStep == interruptAfter)
            {
                interruption.Cancel();
            }
        });
        return Run(model, Options(name, optimizer), interruption.Token);
    }

    private Outcome Resume(string name)
    {
        using var model = new YoloModel(Folder.Path(name, "weights", "last.pt"));
        return Run(model, new() { Resume = true, Plots = false }, CancellationToken.None);
    }

    private static Outcome Run(YoloModel model, TrainOptions options, CancellationToken cancellation)
    {
        Dictionary<string, byte[]> weights = [];
        Dictionary<string, byte[]> average = [];
        model.AddCallback("on_final_eval_start", (Trainer trainer) => (weights, average) = (BytesOf(trainer.Network!), BytesOf(trainer.Average!)));
        var report = model.Train(options, cancellation: cancellation);
        return new(weights, average, [.. File.ReadLines(Path.Combine(report.SaveDirectory, "results.csv")).Select(WithoutTime)], report.BestFitness);
    }

    private TrainOptions Options(string name, string optimizer) => new()
    {
        Data = Small.Yaml,
        Epochs = 2,
        ImageSize = 64,
        Batch = 2,
        NominalBatch = 4,
        WarmupEpochs = 0,
        Optimizer = optimizer,
        MultiScale = 0.5,
        CloseMosaic = 1,
        Plots = false,
        Project = Folder.Root,
        Name = name,
    };

    private static Dictionary<string, byte[]> BytesOf(YoloNetwork network) =>
        network.StateEntries().ToDictionary(entry => entry.Key, entry => WeightTransfer.ToData(entry.Value).Bytes.ToArray(), StringComparer.Ordinal);

    /// <summary>A row of results.csv without the seconds that it took.</summary>
    internal static string WithoutTime(string row) => string.Join(',', row.Split(',').Index().Where(cell => cell.Index != 1).Select(cell => cell.Item));

    private static void AssertSame(Outcome resumed, Outcome whole, string what)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Differences(resumed.Weights, whole.Weights), Is.Empty, $"weights, {what}");
            Assert.That(Differences(resumed.Average, whole.Average), Is.Empty, $"average, {what}");
            Assert.That(resumed.Rows, Is.EqualTo(whole.Rows), $"results.csv, {what}");
            Assert.That(resumed.BestFitness, Is.EqualTo(whole.BestFitness), $"fitness, {what}");
        });
    }

    private static List<string> Differences(Dictionary<string, byte[]> one, Dictionary<string, byte[]> other) =>
        [.. one.Where(entry => !entry.Value.AsSpan().SequenceEqual(other[entry.Key])).Select(entry => entry.Key).Take(5)];

    private sealed record Outcome(Dictionary<string, byte[]> Weights, Dictionary<string, byte[]> Average, IReadOnlyList<string> Rows, double? BestFitness);
}
