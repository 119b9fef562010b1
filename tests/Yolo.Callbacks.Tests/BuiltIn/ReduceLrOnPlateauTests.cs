namespace Yolo.Callbacks.Tests;

internal sealed class ReduceLrOnPlateauTests
{
    [Test]
    public void Patience_WithoutImprovement_ScalesTheScheduleLastingly() =>
        Assert.That(Rates(new() { Patience = 2, Factor = 0.5 }, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1), Is.EqualTo(new[] { 1, 1, 1, 0.5, 0.5, 0.25 }));

    [Test]
    public void Improvement_StartsTheCountAnew() =>
        Assert.That(Rates(new() { Patience = 2, Factor = 0.5 }, 0.5, 0.4, 0.6, 0.5, 0.7), Is.EqualTo(new[] { 1, 1, 1, 1, 1 }));

    [Test]
    public void Cooldown_WaitsAfterAReduction() =>
        Assert.That(Rates(new() { Patience = 1, Factor = 0.5, Cooldown = 2 }, 0.5, 0.4, 0.4, 0.4, 0.4, 0.4), Is.EqualTo(new[] { 1, 1, 0.5, 0.5, 0.5, 0.25 }));

    [Test]
    public void MinDelta_SmallGains_DoNotCount() =>
        Assert.That(Rates(new() { Patience = 1, Factor = 0.5, MinDelta = 0.1 }, 0.5, 0.55, 0.56), Is.EqualTo(new[] { 1, 1, 0.5 }));

    [Test]
    public void MinLearningRate_IsNotUndercut() =>
        Assert.That(Rates(new() { Patience = 1, Factor = 0.1, MinLearningRate = 0.05 }, 0.5, 0.4, 0.4, 0.4, 0.4), Is.EqualTo(new[] { 1, 1, 0.1, 0.05, 0.05 }).Within(1e-12));

    [Test]
    public void Factor_OutOfRange_IsRejected() => Assert.That(() => new ReduceLrOnPlateau { Factor = 1 }, Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static double[] Rates(ReduceLrOnPlateau callback, params double[] fitnesses)
    {
        var registry = TestRegistry.Create();
        registry.Add(callback);
        var trainer = new FakeTrainer(registry) { Fitnesses = fitnesses, Epochs = fitnesses.Length, BatchesPerEpoch = 1, RateAt = _ => 1 };
        trainer.Run();
        return [.. trainer.RatesUsed];
    }
}
