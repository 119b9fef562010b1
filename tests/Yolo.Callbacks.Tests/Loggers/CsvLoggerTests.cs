namespace Yolo.Callbacks.Tests;

internal sealed class CsvLoggerTests
{
    [Test]
    public void File_HasAHeaderAndARowAnEpoch()
    {
        using var folder = new TemporaryFolder();
        Train(new(), folder, epochs: 2);
        Assert.That(File.ReadAllText(folder.Path("log.csv")), Is.EqualTo(
            "epoch,loss,train/box_loss,train/cls_loss,metrics/mAP50(B),val/box_loss,val/cls_loss,val_loss,fitness,learning_rate,lr/pg0,lr/pg1\n"
            + "1,2,1,1,0.2,0.9,0.5,1.4,0.1,0.01,0.01,0.01\n2,2,1,1,0.4,0.8,0.5,1.3,0.2,0.01,0.01,0.01\n"));
    }

    [Test]
    public void PathAndSeparator_AreUsed()
    {
        using var folder = new TemporaryFolder();
        Train(new() { Path = "logs/mine.tsv", Separator = '\t' }, folder, epochs: 1);
        Assert.That(File.ReadLines(folder.Path("logs/mine.tsv")).First(), Does.StartWith("epoch\tloss\t"));
    }

    [TestCase(false, ExpectedResult = 2)]
    [TestCase(true, ExpectedResult = 4)]
    public int Append_KeepsTheRowsOfTheRunBefore(bool append)
    {
        using var folder = new TemporaryFolder();
        Train(new(), folder, epochs: 2);
        Train(new() { Append = append }, folder, epochs: 1);
        var lines = File.ReadAllLines(folder.Path("log.csv"));
        Assert.That(lines[^1], Is.EqualTo(append ? lines[1] : "1,2,1,1,0.2,0.9,0.5,1.4,0.1,0.01,0.01,0.01"));
        return lines.Length;
    }

    [Test]
    public void Directory_NotWritable_IsReportedOnceAndTrainingGoesOn()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("blocked"), "a file where a directory is wanted");
        var warnings = Train(new() { Path = "blocked/log.csv" }, folder, epochs: 3);
        Assert.That(warnings, Has.Count.EqualTo(1));
    }

    private static List<CallbackWarning> Train(CsvLogger logger, TemporaryFolder folder, int epochs)
    {
        var registry = TestRegistry.Create(out var warnings);
        registry.Add(logger);
        new FakeTrainer(registry) { SaveDirectory = folder.Root, Epochs = epochs, LossAt = _ => 1 }.Run();
        return warnings;
    }
}
