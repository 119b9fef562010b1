using System.Text.Json;
using Yolo.Engine.Optimization;

namespace Yolo.Tests.Engine.Optimization;

public sealed class LearningRateScheduleTests
{
    private const int BatchesPerEpoch = 13;

    [TestCase("sgd", true)]
    [TestCase("adamw", false)]
    public void Schedule_OfARealTraining_IsTheReferencesStepByStep(string run, bool hasMomentum)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", $"finetune-{run}.json")));
        var settings = golden.RootElement.GetProperty("settings");
        var schedule = new LearningRateSchedule(new ScheduleSettings
        {
            Epochs = settings.GetProperty("epochs").GetInt32(),
            BatchesPerEpoch = BatchesPerEpoch,
            Batch = settings.GetProperty("batch").GetInt32(),
            NominalBatch = settings.GetProperty("nbs").GetInt32(),
            WarmupEpochs = settings.GetProperty("warmup_epochs").GetDouble(),
            Momentum = settings.GetProperty("momentum").GetDouble(),
        });
        var groups = Groups(settings.GetProperty("lr0").GetDouble());

        foreach (var (i, step) in golden.RootElement.GetProperty("steps").EnumerateArray().Index())
        {
            Assert.That(groups.Select(group => schedule.LearningRate(group, i / BatchesPerEpoch, i)), Is.EqualTo(Numbers(step, "lr")).Within(1e-15), $"step {i}");
            Assert.That(schedule.Accumulate(i), Is.EqualTo(step.GetProperty("accumulate").GetInt32()), $"step {i}");
            if (hasMomentum)
            {
                Assert.That(schedule.Momentum(i), Is.EqualTo(Numbers(step, "momentum")[0]).Within(1e-15), $"step {i}");
            }
        }
    }

    [TestCase(0, 1.0)]
    [TestCase(25, 0.7525)]
    [TestCase(50, 0.505)]
    [TestCase(99, 0.0199)]
    [TestCase(120, 0.01)]
    public void Factor_OfALine_FallsToTheLastShare(int epoch, double expected) =>
        Assert.That(Long().Factor(epoch), Is.EqualTo(expected).Within(1e-12));

    [TestCase(0, 1.0)]
    [TestCase(25, 0.8550178566)]
    [TestCase(50, 0.505)]
    [TestCase(100, 0.01)]
    public void Factor_OfACosine_FallsToTheLastShare(int epoch, double expected) =>
        Assert.That(Long(cosine: true).Factor(epoch), Is.EqualTo(expected).Within(1e-9));

    [TestCase(3.0, 50, ExpectedResult = 150)]
    [TestCase(3.0, 5, ExpectedResult = 100)]
    [TestCase(0.0, 50, ExpectedResult = -1)]
    public long WarmupIterations_ByEpochs_HaveAMinimum(double epochs, int batches) =>
        new LearningRateSchedule(new ScheduleSettings { Epochs = 100, BatchesPerEpoch = batches, Batch = 16, WarmupEpochs = epochs }).WarmupIterations;

    [Test]
    public void LearningRate_AtTheEndOfWarmup_IsOnTheCurveForAllGroups()
    {
        var schedule = Long();
        var groups = Groups(0.01);

        Assert.That(groups.Select(group => schedule.LearningRate(group, 2, 150)), Has.All.EqualTo(0.01 * schedule.Factor(2)).Within(1e-15));
        Assert.That(groups.Select(group => schedule.LearningRate(group, 3, 151)), Has.All.EqualTo(0.01 * schedule.Factor(3)).Within(1e-15));
        Assert.That((schedule.Momentum(150), schedule.Accumulate(150), schedule.Accumulate(5000)), Is.EqualTo((0.937, 4, 4)));
    }

    [TestCase(100, ExpectedResult = 1)]
    [TestCase(64, ExpectedResult = 1)]
    [TestCase(24, ExpectedResult = 3)]
    [TestCase(1, ExpectedResult = 64)]
    public int FullAccumulate_ByBatch_ReachesTheNominalBatch(int batch) =>
        new LearningRateSchedule(new ScheduleSettings { Epochs = 1, BatchesPerEpoch = 1, Batch = batch }).FullAccumulate;

    private static LearningRateSchedule Long(bool cosine = false) =>
        new(new ScheduleSettings { Epochs = 100, BatchesPerEpoch = 50, Batch = 16, Cosine = cosine });

    private static ParameterGroup[] Groups(double rate) =>
        [.. new[] { ParameterKind.Weight, ParameterKind.Norm, ParameterKind.Bias }.Select(kind => new ParameterGroup(kind, 1, []) { InitialLearningRate = rate })];

    private static double[] Numbers(JsonElement step, string key) => [.. step.GetProperty(key).EnumerateArray().Select(value => value.GetDouble())];
}
