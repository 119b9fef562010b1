namespace Yolo.Callbacks.Tests;

internal sealed class ProgressTests
{
    [Test]
    public void NotInteractive_WritesALineAnEpoch()
    {
        var lines = Run(interactive: false).TrimEnd('\n').Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Length.EqualTo(2));
            Assert.That(lines[0], Does.Match(@"^Epoch 1/2 \d+\.\d s, loss 2, train/box_loss 1, .*fitness 0\.1, "));
            Assert.That(lines[1], Does.StartWith("Epoch 2/2 "));
        });
    }

    [Test]
    public void Interactive_KeepsOneLineUpToDate()
    {
        var text = Run(interactive: true);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.StartWith("Epoch 1/2 [==========..........] 1/2, 00:00 left, loss 2"));
            Assert.That(text, Does.Contain("\rEpoch 1/2 [====================] 2/2, 00:00 left"));
            Assert.That(text.Count(c => c == '\n'), Is.EqualTo(2));
        });
    }

    [Test]
    public void Stopped_SaysWhy()
    {
        var registry = TestRegistry.Create();
        using var output = new StringWriter();
        registry.Add(new Progress(output));
        registry.Add("on_train_epoch_end", (FakeTrainer t) => t.Control.StopAfterEpoch("good enough"));
        new FakeTrainer(registry).Run();
        Assert.That(output.ToString(), Does.EndWith("Stopped: good enough\n"));
    }

    [Test]
    public void Output_Broken_IsReportedOnceAndTrainingGoesOn()
    {
        var registry = TestRegistry.Create(out var warnings);
        var output = new StringWriter();
        output.Dispose();
        registry.Add(new Progress(output));
        var trainer = new FakeTrainer(registry);
        trainer.Run();
        Assert.That((trainer.GlobalStep, warnings.Count), Is.EqualTo((4L, 1)));
    }

    private static string Run(bool interactive)
    {
        var registry = TestRegistry.Create();
        using var output = new StringWriter();
        registry.Add(new Progress(output) { Interactive = interactive, Interval = TimeSpan.Zero });
        new FakeTrainer(registry) { LossAt = _ => 1 }.Run();
        return output.ToString();
    }
}
