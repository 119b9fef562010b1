namespace Yolo.Callbacks.Tests;

internal sealed class LambdaTests
{
    [Test]
    public void Functions_AreCalledAsTheirHooks()
    {
        var registry = TestRegistry.Create();
        var calls = new List<string>();
        registry.Add(new Lambda
        {
            TrainBegin = _ => calls.Add("begin"),
            EpochBegin = (epoch, _) => calls.Add($"epoch {epoch}"),
            TrainBatchEnd = (batch, logs) => calls.Add($"batch {batch} {logs["loss"]}"),
            EpochEnd = (epoch, logs) => calls.Add($"epoch {epoch} end {logs["fitness"]}"),
            TrainEnd = _ => calls.Add("end"),
        });
        new FakeTrainer(registry) { Epochs = 1, LossAt = _ => 1 }.Run();
        Assert.That(calls, Is.EqualTo(new[] { "begin", "epoch 0", "batch 0 2", "batch 1 2", "epoch 0 end 0.1", "end" }));
    }
}
