namespace Yolo.Callbacks.Tests;

internal sealed class GradientAccumulationSchedulerTests
{
    [Test]
    public void Schedule_ByEpochs_HoldsFromEachOn() =>
        Assert.That(Run(new() { [1] = 8, [3] = 4 }).Accumulated, Is.EqualTo(new[] { 2, 2, 8, 8, 8, 8, 4, 4 }), "before the first the run's own");

    [Test]
    public void Schedule_WithSmallerBatches_AddsUpAsManyImages()
    {
        var registry = TestRegistry.Create();
        registry.Add(new GradientAccumulationScheduler(new Dictionary<int, int> { [0] = 3 }));
        registry.Add("on_train_epoch_start", (FakeTrainer run) => run.BatchSize = 2, when: run => run.Epoch == 1);
        var trainer = new FakeTrainer(registry);

        trainer.Run();

        Assert.That(trainer.Accumulated, Is.EqualTo(new[] { 3, 3, 6, 6 }));
    }

    [Test]
    public void State_OfARunWithLargerBatches_GoesOnWithAsManyImages()
    {
        var first = new GradientAccumulationScheduler(new Dictionary<int, int> { [0] = 3 });
        _ = Run(first);
        var second = new GradientAccumulationScheduler(new Dictionary<int, int> { [0] = 3 });
        second.LoadState(first.SaveState());

        Assert.That(Run(second, batchSize: 1).Accumulated, Is.All.EqualTo(12));
    }

    [Test]
    public void Constructor_OfNonsense_SaysWhatIsWrong()
    {
        AssertRefused([], "at least one epoch");
        AssertRefused(new() { [-1] = 2 }, "-1: 2");
        AssertRefused(new() { [0] = 0 }, "0: 0");

        static void AssertRefused(Dictionary<int, int> schedule, string message) =>
            Assert.That(() => new GradientAccumulationScheduler(schedule), Throws.TypeOf<ArgumentException>().With.Message.Contains(message));
    }

    private static FakeTrainer Run(Dictionary<int, int> schedule) => Run(new GradientAccumulationScheduler(schedule));

    private static FakeTrainer Run(GradientAccumulationScheduler scheduler, int batchSize = 4)
    {
        var registry = TestRegistry.Create();
        registry.Add(scheduler);
        var trainer = new FakeTrainer(registry) { Epochs = 4, BatchSize = batchSize };
        trainer.Run();
        return trainer;
    }
}
