namespace Yolo.Callbacks.Tests;

internal sealed class UnfreezeAtTests
{
    [Test]
    public void Layers_InStages_AreUnfrozenAtTheirEpochs()
    {
        var trainer = Run(5, ["head", "neck", "backbone"], new UnfreezeAt(1, "head"), new UnfreezeAt(2, "neck", "backbone"));

        Assert.That(trainer.Unfrozen, Is.EqualTo(new[] { (1, "head"), (2, "neck backbone") }));
        Assert.That(trainer.Frozen, Is.Empty);
    }

    [Test]
    public void Layers_NotNamed_AreAllThatAreFrozen()
    {
        var trainer = Run(3, ["neck", "backbone"], new UnfreezeAt(2));

        Assert.That((trainer.Unfrozen.Single(), trainer.Frozen.Count), Is.EqualTo(((2, ""), 0)));
    }

    [Test]
    public void Layers_ThatAreNotFrozen_AreAnError()
    {
        Assert.That(
            () => Run(3, ["neck"], new UnfreezeAt(2, "backbone")),
            Throws.TypeOf<CallbackException>().With.Message.Contains("nothing of backbone is frozen").And.Message.Contains("freeze="));
        Assert.That(() => Run(3, [], new UnfreezeAt(2)), Throws.TypeOf<CallbackException>().With.Message.Contains("no layer is frozen"));
    }

    [Test]
    public void Epoch_AfterTheLast_IsWarnedOf()
    {
        var registry = TestRegistry.Create(out var warnings);
        registry.Add(new UnfreezeAt(3, "neck"));
        var trainer = new FakeTrainer(registry) { Epochs = 3 };
        trainer.Frozen.Add("neck");

        trainer.Run();

        Assert.That(warnings.Single().Message, Does.Contain("epoch 3").And.Contain("only 3 epochs"));
        Assert.That(trainer.Unfrozen, Is.Empty);
    }

    [Test]
    public void Constructor_OfNonsense_Refuses()
    {
        Assert.That(() => new UnfreezeAt(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new UnfreezeAt(1, " "), Throws.TypeOf<ArgumentException>());
    }

    [Test]
    public void Loops_OfOnesOwn_SayHow()
    {
        var unfrozen = new List<string>();
        using var callbacks = new CallbackList([new UnfreezeAt(1, "neck")], epochs: 2);
        Assert.That(() => callbacks.OnTrainBegin(), Throws.TypeOf<CallbackException>());
        callbacks.Context.Unfreezing = unfrozen.AddRange;

        callbacks.OnTrainBegin();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            callbacks.OnEpochBegin(epoch);
        }

        Assert.That(unfrozen, Is.EqualTo(new[] { "neck" }), "once");
    }

    private static FakeTrainer Run(int epochs, string[] frozen, params UnfreezeAt[] callbacks)
    {
        var registry = TestRegistry.Create();
        Array.ForEach(callbacks, callback => registry.Add(callback));
        var trainer = new FakeTrainer(registry) { Epochs = epochs };
        trainer.Frozen.UnionWith(frozen);
        trainer.Run();
        return trainer;
    }
}
