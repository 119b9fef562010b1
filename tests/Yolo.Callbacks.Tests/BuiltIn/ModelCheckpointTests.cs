namespace Yolo.Callbacks.Tests;

internal sealed class ModelCheckpointTests
{
    [Test]
    public void Path_Template_IsFilledIn()
    {
        Assert.That(Saved(new("w/{epoch:00}-{val_loss:0.00}-{metrics/mAP50(B):.3f}-{epoch:02d}.pt")), Is.EqualTo(new[] { "w/01-1.40-0.200-01.pt", "w/02-1.00-1.000-02.pt", "w/03-1.20-0.600-03.pt" }));
    }

    [Test]
    public void SaveBestOnly_SavesImprovements() => Assert.That(Saved(new("{epoch}.pt") { SaveBestOnly = true }), Is.EqualTo(new[] { "1.pt", "2.pt" }));

    [Test]
    public void SaveBestOnly_MonitorAndMode_DecideWhatIsBest() =>
        Assert.That(Saved(new("{epoch}.pt") { SaveBestOnly = true, Monitor = "val/box_loss", Mode = MonitorMode.Max }), Is.EqualTo(new[] { "1.pt" }));

    [Test]
    public void InitialValueThreshold_MustBeBeatenFirst() =>
        Assert.That(Saved(new("{epoch}.pt") { SaveBestOnly = true, InitialValueThreshold = 0.4 }), Is.EqualTo(new[] { "2.pt" }));

    [Test]
    public void EveryBatches_SavesWithinEpochs() =>
        Assert.That(Saved(new("{epoch}-{batch}.pt") { EveryBatches = 3 }), Is.EqualTo(new[] { "2-1.pt", "3-2.pt" }));

    [TestCase(false, ExpectedResult = "2")]
    [TestCase(true, ExpectedResult = "weights")]
    public string SaveWeightsOnly_IsHandedOn(bool weightsOnly)
    {
        using var folder = new TemporaryFolder();
        Saved(new(folder.Path("m.pt")) { SaveWeightsOnly = weightsOnly });
        return File.ReadAllText(folder.Path("m.pt"));
    }

    [Test]
    public void Path_UnknownName_FailsWithTheKnownOnes() =>
        Assert.That(() => Saved(new("{mAP}.pt")), Throws.TypeOf<CallbackException>().With.Message.Contains("'mAP'").And.Message.Contains("fitness"));

    [Test]
    public void Path_OpenBrace_Fails() => Assert.That(() => Saved(new("{epoch.pt")), Throws.TypeOf<CallbackException>().With.Message.Contains("brace"));

    private static string[] Saved(ModelCheckpoint checkpoint)
    {
        using var folder = new TemporaryFolder();
        var registry = TestRegistry.Create();
        registry.Add(checkpoint);
        var trainer = new FakeTrainer(registry) { Fitnesses = [0.1, 0.5, 0.3], Epochs = 3, SaveDirectory = folder.Root };
        trainer.Run();
        Assert.That(checkpoint.LastPath, Is.EqualTo(trainer.Saved[^1]));
        return [.. trainer.Saved.Select(path => Path.GetRelativePath(folder.Root, path))];
    }
}
