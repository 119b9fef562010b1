using System.Text.Json;

namespace Yolo.Callbacks.Tests;

/// <summary>What a callback writes into the logs of an epoch, or into the run, is one with the run's own numbers.</summary>
internal sealed class OwnColumnTests
{
    [Test]
    public void Logs_WrittenByAHook_ReachTheRunAndEveryConsumer()
    {
        using var folder = new TemporaryFolder();
        var registry = TestRegistry.Create();
        var (history, stopping) = (new History(), new EarlyStopping { Monitor = "mine", Mode = MonitorMode.Max });
        using var lines = new JsonLinesLogger { Filter = e => e == Events.OnFitEpochEnd };
        using var board = new TensorBoard();
        registry.Add(lines);
        registry.Add(board);
        registry.Add(new Lambda { EpochEnd = (epoch, logs) => logs["mine"] = -epoch });
        registry.Add(stopping);
        registry.Add(history);
        var trainer = new FakeTrainer(registry) { Epochs = 5, SaveDirectory = folder.Root };

        trainer.Run();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(trainer.Metrics["mine"], Is.EqualTo(-1));
            Assert.That(stopping.StoppedEpoch, Is.EqualTo(1));
            Assert.That(history["mine"], Is.EqualTo(new[] { 0.0, -1 }));
            Assert.That(File.ReadLines(folder.Path("events.jsonl")).Take(2).Select(Mine), Is.EqualTo(new[] { 0.0, -1 }));
            Assert.That(EventFile.Scalars(board.FilePath!).Where(scalar => scalar.Tag == "mine").Select(scalar => scalar.Value), Is.EqualTo(new[] { 0f, -1f }));
        }
    }

    [Test]
    public void Numbers_WrittenByAFunction_AreInTheLogsOfLaterHooks()
    {
        var registry = TestRegistry.Create();
        var seen = new List<double>();
        registry.Add(new Lambda { EpochEnd = (_, logs) => Assert.That(logs.ContainsKey("mine"), Is.False) });
        registry.Add("on_fit_epoch_end", (FakeTrainer t) => t.Record("mine", 7), when: t => !t.IsFinalEvaluation);
        registry.Add(new Lambda { EpochEnd = (_, logs) => seen.Add(logs["mine"]) });

        new FakeTrainer(registry) { Epochs = 1 }.Run();

        Assert.That(seen, Is.EqualTo(new[] { 7.0 }));
    }

    [Test]
    public void Figures_OfTheRun_WrittenOver_AreReadByLaterHooksAlone()
    {
        var registry = TestRegistry.Create();
        var seen = new List<double>();
        registry.Add(new Lambda
        {
            EpochEnd = (_, logs) =>
            {
                logs["loss"] = 9;
                logs["metrics/mAP50(B)"] = 0.25;
            },
        });
        registry.Add(new Lambda { EpochEnd = (_, logs) => seen.AddRange([logs["loss"], logs["metrics/mAP50(B)"]]) });
        var trainer = new FakeTrainer(registry) { Epochs = 1 };

        trainer.Run();

        Assert.That(seen, Is.EqualTo(new[] { 9, 0.25 }));
        Assert.That(trainer.Metrics.ContainsKey("loss"), Is.False);
        Assert.That(trainer.Metrics["metrics/mAP50(B)"], Is.EqualTo(0.25), "what the validation found is corrected");
    }

    [Test]
    public void Loop_WithAndWithoutLogs_HasThemInItsMetrics()
    {
        using var callbacks = new CallbackList([new Lambda { EpochEnd = (epoch, logs) => logs["mine"] = epoch }]);
        var logs = new Logs { ["loss"] = 2 };
        callbacks.OnEpochEnd(3, logs);
        Assert.That((callbacks.Context.Metrics["mine"], logs["mine"]), Is.EqualTo((3, 3)));
        callbacks.OnEpochEnd(4);
        Assert.That(callbacks.Context.Metrics["mine"], Is.EqualTo(4));
        callbacks.Context.Record("other", 1);
        Assert.That(callbacks.Context.Metrics["other"], Is.EqualTo(1));
    }

    private static double Mine(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("metrics").GetProperty("mine").GetDouble();
    }
}
