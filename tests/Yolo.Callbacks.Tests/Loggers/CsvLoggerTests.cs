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
    public void Names_ThatComeLater_AreNewColumnsWithEmptyFieldsBefore()
    {
        using var folder = new TemporaryFolder();
        var registry = TestRegistry.Create();
        var logger = new CsvLogger { Path = "log.csv" };
        registry.Add(new Lambda { EpochEnd = (epoch, logs) => Extend(epoch, logs) });
        registry.Add(logger);
        new FakeTrainer(registry) { SaveDirectory = folder.Root, Epochs = 4, LossAt = _ => 1 }.Run();
        Assert.That(Ends(), Is.EqualTo(new[] { "lr/pg1,\"a, \"\"b\"\"\",c", "0.01,,", "0.01,1,", "0.01,,2", "0.01,,2" }));

        // A run that goes on knows the names, also those in quotation marks.
        registry.Reset();
        registry.Add(new Lambda { EpochEnd = (_, logs) => Extend(1, logs) });
        registry.Add(new CsvLogger { Append = true });
        new FakeTrainer(registry) { SaveDirectory = folder.Root, Epochs = 1, LossAt = _ => 1 }.Run();
        Assert.That(Ends(), Is.EqualTo(new[] { "lr/pg1,\"a, \"\"b\"\"\",c", "0.01,,", "0.01,1,", "0.01,,2", "0.01,,2", "0.01,1," }));
        Assert.That(Directory.EnumerateFiles(folder.Root), Has.Exactly(1).Items);

        static void Extend(int epoch, Logs logs)
        {
            if (epoch > 0)
            {
                logs[epoch == 1 ? "a, \"b\"" : "c"] = Math.Min(epoch, 2);
            }
        }

        string[] Ends() => [.. File.ReadLines(folder.Path("log.csv")).Select(line => line[(line.IndexOf("lr/pg1", StringComparison.Ordinal) is >= 0 and var at ? at : line.LastIndexOf("0.01", StringComparison.Ordinal))..])];
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
