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

    [Test]
    public void KeepLast_DeletesTheOldestOfItsOwn_AndNothingElse()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("0.pt"), "somebody else's");
        File.WriteAllText(folder.Path("9.pt"), "somebody else's");
        var trainer = Trainer(folder, new ModelCheckpoint("{epoch}.pt") { KeepLast = 2 }, 4);

        trainer.Run();

        Assert.That(Files(folder), Is.EqualTo(new[] { "0.pt", "3.pt", "4.pt", "9.pt" }));
    }

    [Test]
    public void KeepLast_OfTheBest_KeepsTheLastBest()
    {
        using var folder = new TemporaryFolder();
        var trainer = Trainer(folder, new ModelCheckpoint("{epoch}.pt") { KeepLast = 1, SaveBestOnly = true }, 4);

        trainer.Run();

        Assert.That(Files(folder), Is.EqualTo(new[] { "2.pt" }));
    }

    [Test]
    public void KeepLast_OfAFileThatIsWrittenOver_KeepsIt()
    {
        using var folder = new TemporaryFolder();
        Trainer(folder, new ModelCheckpoint("same.pt") { KeepLast = 1 }, 4).Run();

        Assert.That(Files(folder), Is.EqualTo(new[] { "same.pt" }));
    }

    [Test]
    public void KeepLast_AfterAnInterruption_KnowsItsFilesFromBefore()
    {
        using var folder = new TemporaryFolder();
        var first = new ModelCheckpoint("w/{epoch}.pt") { KeepLast = 2 };
        Trainer(folder, first, 2).Run();
        var second = new ModelCheckpoint("w/{epoch:00}.pt") { KeepLast = 2 };
        second.LoadState(first.SaveState());

        RunOnce(folder, second);
        Assert.That(Files(folder), Is.EqualTo(new[] { "w/01.pt", "w/2.pt" }));

        RunOnce(folder, second);
        Assert.That(Files(folder), Is.EqualTo(new[] { "w/01.pt", "w/2.pt" }), "another training begins afresh");
    }

    [Test]
    public void KeepLast_OfNone_IsRefused() =>
        Assert.That(() => new ModelCheckpoint("a.pt") { KeepLast = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void InBackground_WritesWhileTheTrainingGoesOn_AndTheNextSaveWaits()
    {
        using var folder = new TemporaryFolder();
        using var release = new ManualResetEventSlim();
        var checkpoint = new ModelCheckpoint("{epoch}.pt") { InBackground = true, KeepLast = 1 };
        var threads = new List<int>();
        var (trainer, registry) = TrainerWithRegistry(folder, checkpoint, 3);
        trainer.Writing = _ =>
        {
            release.Wait();
            threads.Add(Environment.CurrentManagedThreadId);
        };
        var seen = new List<string>();
        registry.Add("on_train_batch_end", (FakeTrainer run) =>
        {
            // The first file waits until the second epoch is under way.
            seen.Add($"{run.Epoch}: {string.Join(' ', Files(folder))}");
            if (run.Epoch == 1)
            {
                release.Set();
            }
        });

        trainer.Run();

        Assert.That(seen[..3], Is.EqualTo(new[] { "0: ", "0: ", "1: " }));
        Assert.That(threads, Has.Count.EqualTo(3).And.None.EqualTo(Environment.CurrentManagedThreadId));
        Assert.That(Files(folder), Is.EqualTo(new[] { "3.pt" }));
        Assert.That((checkpoint.LastPath, File.ReadAllText(folder.Path("3.pt"))), Is.EqualTo((folder.Path("3.pt"), "2")));
    }

    [TestCase(1, 1, Description = "at the next save")]
    [TestCase(3, 2, Description = "at the end")]
    public void InBackground_AnErrorOfTheWriting_ReachesTheTraining(int failing, int lastEpoch)
    {
        using var folder = new TemporaryFolder();
        var trainer = Trainer(folder, new ModelCheckpoint("{epoch}.pt") { InBackground = true }, 3);
        trainer.Writing = path =>
        {
            if (path == folder.Path($"{failing}.pt"))
            {
                throw new IOException("the disk is full");
            }
        };

        Assert.That(trainer.Run, Throws.TypeOf<CallbackException>().With.Message.Contains("ModelCheckpoint").And.Message.Contains("the disk is full"));
        Assert.That(trainer.Epoch, Is.EqualTo(lastEpoch));
    }

    [Test]
    public void InBackground_AnErrorInATrainingThatFails_IsWarnedOf()
    {
        using var folder = new TemporaryFolder();
        var (trainer, registry) = TrainerWithRegistry(folder, new ModelCheckpoint("{epoch}.pt") { InBackground = true }, 3);
        var warnings = new List<CallbackWarning>();
        registry.Settings.Warn = warnings.Add;
        trainer.Writing = _ => throw new IOException("the disk is full");
        registry.Add("on_train_batch_end", (FakeTrainer run) => throw new InvalidOperationException("power cut"), when: run => run.Epoch == 1);

        Assert.That(trainer.Run, Throws.TypeOf<CallbackException>().With.Message.Contains("power cut"));
        Assert.That(warnings.Select(warning => warning.Message), Has.Some.Contains("the disk is full"));
    }

    [TestCase("w/{epoch}.pt", "w/exception.pt")]
    [TestCase("{epoch}/w.pt", "exception.pt")]
    [TestCase("w.pt", "exception.pt")]
    public void SaveOnException_OfATrainingThatFails_SavesBesideTheOthers(string path, string expected)
    {
        using var folder = new TemporaryFolder();
        var (trainer, registry) = TrainerWithRegistry(folder, new ModelCheckpoint(path) { SaveOnException = true, KeepLast = 1 }, 3);
        registry.Add("on_train_batch_end", (FakeTrainer run) => throw new InvalidOperationException("power cut"), when: run => run.Epoch == 2);

        Assert.That(trainer.Run, Throws.TypeOf<CallbackException>());
        Assert.That(Files(folder), Has.Member(expected).And.Length.EqualTo(2), "the last of the others stays");
        Assert.That(File.ReadAllText(folder.Path(expected)), Is.EqualTo("2"));
    }

    [Test]
    public void SaveOnException_BeforeTheTrainingBegins_SavesNothing()
    {
        using var folder = new TemporaryFolder();
        var (trainer, registry) = TrainerWithRegistry(folder, new ModelCheckpoint("{epoch}.pt") { SaveOnException = true }, 3);
        registry.Add("on_pretrain_routine_end", (FakeTrainer run) => throw new InvalidOperationException("no data"));

        Assert.That(trainer.Run, Throws.TypeOf<CallbackException>());
        Assert.That(Files(folder), Is.Empty);
    }

    private static string[] Files(TemporaryFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Root, "*.pt", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    private static void RunOnce(TemporaryFolder folder, ModelCheckpoint checkpoint)
    {
        var registry = TestRegistry.Create();
        using var attachment = registry.Add(checkpoint);
        new FakeTrainer(registry) { Epochs = 1, SaveDirectory = folder.Root }.Run();
    }

    private static FakeTrainer Trainer(TemporaryFolder folder, ModelCheckpoint checkpoint, int epochs) =>
        TrainerWithRegistry(folder, checkpoint, epochs).Trainer;

    private static (FakeTrainer Trainer, CallbackRegistry Registry) TrainerWithRegistry(
        TemporaryFolder folder, ModelCheckpoint checkpoint, int epochs)
    {
        var registry = TestRegistry.Create();
        registry.Add(checkpoint);
        return (new FakeTrainer(registry) { Fitnesses = [0.1, 0.5, 0.3], Epochs = epochs, SaveDirectory = folder.Root }, registry);
    }

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
