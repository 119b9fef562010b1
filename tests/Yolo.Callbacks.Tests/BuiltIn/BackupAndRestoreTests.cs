namespace Yolo.Callbacks.Tests;

internal sealed class BackupAndRestoreTests : FolderFixture
{
    private string Backup => Folder.Path("backup.pt");

    private string Previous => Folder.Path("backup.previous.pt");

    [Test]
    public void I_can_start_an_interrupted_training_again_and_it_goes_on()
    {
        Interrupt(new(Folder.Root), atStep: 6);
        var callback = new BackupAndRestore(Folder.Root);
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
        Train(new(Folder.Root) { DoubleCheckpoint = true });
        Assert.That(Directory.GetFiles(Folder.Root), Is.Empty);
    }

    [Test]
    public void DeleteCheckpoint_False_KeepsIt()
    {
        Train(new(Folder.Root) { DeleteCheckpoint = false });
        Assert.That(File.ReadAllText(Backup), Is.EqualTo("3"));
    }

    [Test]
    public void Training_StoppedFromOutside_KeepsTheBackup()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_train_batch_end", (FakeTrainer t) => t.Control.StopNow(), when: t => t.Epoch == 1);
        registry.Add(new BackupAndRestore(Folder.Root));
        new FakeTrainer(registry) { Epochs = 4 }.Run();
        Assert.That(File.Exists(Backup), Is.True);
    }

    [Test]
    public void EveryBatches_BacksUpWithinAnEpoch()
    {
        Interrupt(new(Folder.Root) { EveryBatches = 3 }, atStep: 4);
        Assert.That(File.ReadAllText(Backup), Is.EqualTo("1"));
    }

    [Test]
    public void DoubleCheckpoint_LastOneUnreadable_GoesOnFromTheOneBefore()
    {
        Interrupt(new(Folder.Root) { DoubleCheckpoint = true }, atStep: 8);
        File.WriteAllText(Backup, "half a fi");
        var callback = new BackupAndRestore(Folder.Root) { DoubleCheckpoint = true };
        var trainer = Train(callback);
        Assert.That((trainer.StartEpoch, callback.RestoredFrom), Is.EqualTo((2, Previous)));
    }

    [Test]
    public void Backup_Unreadable_FailsRatherThanStartingAfresh()
    {
        File.WriteAllText(Backup, "half a fi");
        Assert.That(() => Train(new(Folder.Root)), Throws.TypeOf<CallbackException>().With.Message.Contains("Delete it to start afresh"));
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
