namespace Yolo.Callbacks.Tests;

internal sealed class SwapEmaWeightsTests
{
    [TestCase(true, ExpectedResult = 1f, Description = "the run validates the average by itself")]
    [TestCase(false, ExpectedResult = 0.5f, Description = "the average is put in its place")]
    public float Validation_SeesTheAverageOnce(bool validatesAverage)
    {
        var registry = TestRegistry.Create();
        registry.Add(new SwapEmaWeights());
        var trainer = new FakeTrainer(registry) { Epochs = 1 };
        trainer.FakeWeights.ValidatesAverage = validatesAverage;
        var seen = 0f;
        registry.Add("on_val_batch_end", () => seen = trainer.FakeWeights.Value);
        trainer.Run();
        Assert.That(trainer.FakeWeights.Value, Is.EqualTo(1), "exchanged back");
        return seen;
    }

    [Test]
    public void SwapOnEpoch_LaterCallbacksSeeTheAverage_TrainingDoesNot_AndItStaysAtTheEnd()
    {
        var registry = TestRegistry.Create();
        var atEnd = new List<float>();
        var atStart = new List<float>();
        registry.Add(new SwapEmaWeights { SwapOnEpoch = true });
        var trainer = new FakeTrainer(registry) { Epochs = 2 };
        registry.Add(new Lambda { EpochEnd = (_, _) => atEnd.Add(trainer.FakeWeights.Value), TrainBatchBegin = (_, _) => atStart.Add(trainer.FakeWeights.Value) });
        trainer.Run();
        Assert.Multiple(() =>
        {
            Assert.That(atEnd, Is.EqualTo(new[] { 0.5f, 1f }));
            Assert.That(atStart, Is.EqualTo(new[] { 0f, 1f, 1f, 2f }));
            Assert.That(trainer.FakeWeights.Value, Is.EqualTo(1));
        });
    }

    [Test]
    public void Run_WithoutAverage_FailsAtTheStart()
    {
        var registry = TestRegistry.Create();
        registry.Add(new SwapEmaWeights());
        var trainer = new FakeTrainer(registry);
        trainer.FakeWeights.HasAverage = false;
        Assert.That(trainer.Run, Throws.TypeOf<CallbackException>().With.Message.Contains("EMA"));
    }
}
