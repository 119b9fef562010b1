namespace Yolo.Callbacks.Tests;

internal sealed class HistoryTests
{
    [Test]
    public void Values_OneAnEpoch()
    {
        var registry = TestRegistry.Create();
        var history = new History();
        registry.Add(history);
        new FakeTrainer(registry) { Epochs = 3 }.Run();
        Assert.Multiple(() =>
        {
            Assert.That(history.Epochs, Is.EqualTo(new[] { 0, 1, 2 }));
            Assert.That(history["fitness"], Is.EqualTo(new[] { 0.1, 0.2, 0.3 }));
            Assert.That(history.Names, Does.Contain("train/box_loss"));
        });
    }

    [Test]
    public void Values_NamesThatComeAndGo_AreNaNMeanwhile()
    {
        var history = new History();
        using var callbacks = new CallbackList([history]);
        callbacks.OnTrainBegin();
        callbacks.OnEpochEnd(0, new() { ["a"] = 1 });
        callbacks.OnEpochEnd(1, new() { ["b"] = 2 });
        Assert.Multiple(() =>
        {
            Assert.That(history["a"], Is.EqualTo(new[] { 1, double.NaN }));
            Assert.That(history["b"], Is.EqualTo(new[] { double.NaN, 2 }));
        });
    }

    [Test]
    public void Index_UnknownName_SaysWhatThereIs()
    {
        var history = new History();
        using var callbacks = new CallbackList([history]);
        callbacks.OnEpochEnd(0, new() { ["loss"] = 1 });
        Assert.That(() => history["los"], Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("loss"));
    }
}
