namespace Yolo.Callbacks.Tests;

internal sealed class BackupAndRestoreTests
{
    private TemporaryDirectory _directory = null!;

    private string Backup => _directory.File("backup.pt");

    private string Previous => _directory.File("backup.previous.pt");

    [SetUp]
    public void SetUp() => _directory = new();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void I_can_start_an_interrupted_training_again_and_it_goes_on()
    {
        Interrupt(new(_directory.Path), atStep: 6);
        var callback = new BackupAndRestore(_directory.Path);
        var trainer = Train(callback);
        Assert.Multiple(() =>
        {
            Assert.That(trainer.StartEpoch, Is.EqualTo(2));
            Assert.That(trainer.TrainedBatches, Has.Count.EqualTo(4));
            Assert.That(callback.RestoredFrom, Is.EqualTo(Backup));
        });
    }

    [Test]
    public void Training_EndsByItself_DeletesTheBackup()
    {
        Train(new(_directory.Path) { DoubleCheckpoint = true });
        Assert.That(Directory.GetFiles(_directory.Path), Is.Empty);
    }

    [Test]
    public void DeleteCheckpoint_False_KeepsIt()
    {
        Train(new(_directory.Path) { DeleteCheckpoint = false });
        Assert.That(File.ReadAllText(Backup), Is.EqualTo("3"));
    }

    [Test]
    public void Training_StoppedFromOutside_KeepsTheBackup()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_train_batch_end", (FakeTrainer t) => t.Control.StopNow(), when: t => t.Epoch == 1);
        registry.Add(new BackupAndRestore(_directory.Path));
        new FakeTrainer(registry) { Epochs = 4 }.Run();
        Assert.That(File.Exists(Backup), Is.True);
    }

    [Test]
    public void EveryBatches_BacksUpWithinAnEpoch()
    {
        Interrupt(new(_directory.Path) { EveryBatches = 3 }, atStep: 4);
        Assert.That(File.ReadAllText(Backup), Is.EqualTo("1"));
    }

    [Test]
    public void DoubleCheckpoint_LastOneUnreadable_GoesOnFromTheOneBefore()
    {
        Interrupt(new(_directory.Path) { DoubleCheckpoint = true }, atStep: 8);
        File.WriteAllText(Backup, "half a fi");
        var callback = new BackupAndRestore(_directory.Path) { DoubleCheckpoint = true };
        var trainer = Train(callback);
        Assert.That((trainer.StartEpoch, callback.RestoredFrom), Is.EqualTo((2, Previous)));
    }

    [Test]
    public void Backup_Unreadable_FailsRatherThanStartingAfresh()
    {
        File.WriteAllText(Backup, "half a fi");
        Assert.That(() => Train(new(_directory.Path)), Throws.TypeOf<CallbackException>().With.Message.Contains("Delete it to start afresh"));
    }

    private static FakeTrainer Train(BackupAndRestore callback)
    {
        var registry = TestRegistry.Create();
        registry.Add(callback);
        var trainer = new FakeTrainer(registry) { Epochs = 4 };
        trainer.Run();
        return trainer;
    }

    private static void Interrupt(BackupAndRestore callback, int atStep)
    {
        var registry = TestRegistry.Create();
        registry.Add(callback);
        registry.Add("on_train_batch_end", () => throw new IOException("power cut"), new() { Every = atStep });
        Assert.Throws<CallbackException>(() => new FakeTrainer(registry) { Epochs = 4 }.Run());
    }
}
