using System.Text.Json;
using Yolo.Callbacks;
using Yolo.Callbacks.Tests;
using Yolo.Cli;
using Yolo.Cli.Display;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Plots;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>Columns of one's own in a training of the engine: in its table, its loggers, its console, and after an interruption.</summary>
public sealed class OwnColumnTrainingTests : TinyTrainingFixture
{
    [Test]
    public void Columns_ReachTheTableLoggersAndEarlyStopping()
    {
        using var lines = new JsonLinesLogger { Filter = e => e == Events.OnFitEpochEnd };
        using var board = new TensorBoard { WriteImages = false };
        var (history, stopping) = (new History(), new EarlyStopping { Monitor = "mine/score", Mode = MonitorMode.Max });
        Callback[] callbacks =
        [
            Callback.At("on_train_epoch_end", (Trainer t) => t.Metrics["mine/score"] = 10 - t.Epoch),
            new Lambda { EpochEnd = (epoch, logs) => logs["late"] = epoch + 0.5 },
            stopping, history, lines, board,
        ];

        var report = Model.Train(Tiny.Options with { Epochs = 5, Name = "own", ExistOk = true }, callbacks);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.Epochs, stopping.Best), Is.EqualTo((2, (double?)10)));
            Assert.That(Table(report)[0], Does.EndWith(",lr/pg2,mine/score,late"));
            Assert.That(Table(report)[1..].Select(row => string.Join(' ', row.Split(',')[^2..])), Is.EqualTo(new[] { "10 0.5", "9 1.5" }));
            Assert.That((history["mine/score"], history["late"]), Is.EqualTo((new[] { 10.0, 9 }, new[] { 0.5, 1.5 })));
            Assert.That(File.ReadLines(Path.Combine(report.SaveDirectory, "events.jsonl")).Take(2).Select(line => Metric(line, "late")), Is.EqualTo(new[] { 0.5, 1.5 }));
            Assert.That(EventFile.Scalars(board.FilePath!).Where(scalar => scalar.Tag == "mine/score").Select(scalar => scalar.Value), Is.EqualTo(new[] { 10f, 9f }));
        }
    }

    [Test]
    public void Column_ThatAppearsLater_OrIsLeftOut_IsEmptyElsewhere()
    {
        var report = Model.Train(Tiny.Options with { Epochs = 4, Plots = true }, [Callback.At("on_fit_epoch_end", (Trainer t) => t.Metrics["metrics/mine"] = t.Epoch, when: t => t.Epoch == 2 && !t.IsFinalEvaluation)]);

        Assert.That(Table(report).Select(row => row.Split(',')[^1]), Is.EqualTo(new[] { "metrics/mine", "", "", "2", "" }));
        Assert.That(Table(report).Select(row => row.Count(letter => letter == ',')).Distinct(), Has.Exactly(1).Items);
        Assert.That(report.Warnings, Is.Empty, "the chart of a column with holes is drawn, too");
        Assert.That(() => ResultsPlot.FromFile(Path.Combine(report.SaveDirectory, "results.csv")), Throws.Nothing);
        Assert.That(Directory.EnumerateFiles(report.SaveDirectory, "*tmp*"), Is.Empty);
    }

    [Test]
    public void Columns_AreOfTheirEpoch_AndCorrectWhatWasValidated()
    {
        var seen = new List<string>();
        Callback[] callbacks =
        [
            Callback.At("on_train_epoch_start", (Trainer t) => seen.Add($"start {string.Join(' ', t.Metrics.Own.Keys)}")),
            Callback.At("on_train_batch_end", (Trainer t) => t.Metrics["batches"] = t.BatchIndex + 1),
            Callback.At("on_metrics_ready", (Trainer t) => t.Metrics["metrics/mAP50(B)"] = 0.125),
            Callback.At("on_fit_epoch_end", (Trainer t) => seen.Add(FormattableString.Invariant($"end {t.Metrics.GetValueOrDefault("batches", -1)} {t.Metrics["metrics/mAP50(B)"] == 0.125}"))),
        ];

        var report = Model.Train(Tiny.Options with { Epochs = 2 }, callbacks);

        Assert.That(seen, Is.EqualTo(new[] { "start ", "end 2 True", "start ", "end 2 True", "end -1 False" }));
        var columns = Table(report)[0].Split(',');
        Assert.That(Table(report)[1].Split(',')[Array.IndexOf(columns, "metrics/mAP50(B)")], Is.EqualTo("0.125"));
        Assert.That(columns, Is.Unique);
    }

    [TestCase("epoch")]
    [TestCase("fitness")]
    [TestCase("lr/pg0")]
    [TestCase("train/box_loss")]
    [TestCase("a,b")]
    [TestCase("a\nb")]
    [TestCase(" ")]
    public void Name_ThatCannotBeAColumn_IsRefused(string name) => Assert.That(
        () => Model.Train(Tiny.Options, [Callback.At("on_train_epoch_end", (Trainer t) => t.Metrics[name] = 1)]),
        Throws.TypeOf<CallbackException>().With.InnerException.InstanceOf<ArgumentException>());

    [TestCase("time")]
    [TestCase("fitness")]
    public void Name_OfTheTrainingsOwnFigures_StaysInTheLogs_AndLeavesTheTableAlone(string name)
    {
        var seen = new List<double>();
        Callback[] callbacks = [new Lambda { EpochEnd = (_, logs) => logs[name] = -1 }, new Lambda { EpochEnd = (_, logs) => seen.Add(logs[name]) }];

        var report = Model.Train(Tiny.Options with { Epochs = 2, Validate = false }, callbacks);

        Assert.That(seen, Is.EqualTo(new[] { -1.0, -1 }));
        Assert.That(Table(report).SelectMany(row => row.Split(',')), Has.None.EqualTo("-1"));
    }

    [Test]
    public void Name_ThatIsNotThere_IsAnErrorThatListsTheOthers()
    {
        string? none = null, some = null;
        Model.Train(Tiny.Options,
        [
            Callback.At("on_train_epoch_start", (Trainer t) => none = Assert.Throws<KeyNotFoundException>(() => _ = t.Metrics["x"])!.Message),
            Callback.At("on_fit_epoch_end", (Trainer t) => some = Assert.Throws<KeyNotFoundException>(() => _ = t.Metrics["x"])!.Message),
        ]);

        Assert.That(none, Does.Contain("nothing was validated yet"));
        Assert.That(some, Does.Contain("metrics/mAP50(B)"));
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    public void Columns_OfAnInterruptedTraining_StayInTheTable(int interruptedAfterStep)
    {
        var options = Tiny.Options with { Epochs = 4 };
        Callback[] Own() =>
        [
            Callback.At("on_train_batch_end", (Trainer t) => t.Metrics["first/batch"] = t.Epoch, when: t => t.BatchIndex == 0),
            new Lambda { EpochEnd = Late },
        ];
        Model.Save(Tiny.Path("same.safetensors"));
        using var whole = new YoloModel(Tiny.Path("same.safetensors"));
        var expected = Table(whole.Train(options, Own()));
        using var source = new CancellationTokenSource();
        using var first = new YoloModel(Tiny.Path("same.safetensors"));
        string last = null!;
        var stop = Callback.At(
            "on_train_batch_end",
            (Trainer t) =>
            {
                last = t.Last!;
                source.Cancel();
            },
            when: t => t.GlobalStep == interruptedAfterStep);
        Assert.That(() => first.Train(options, [.. Own(), stop], source.Token), Throws.InstanceOf<OperationCanceledException>());
        using var second = new YoloModel(last);

        var resumed = Table(second.Train(new() { Resume = true }, Own()));

        Assert.That(resumed.Select(LastTwo), Is.EqualTo(expected.Select(LastTwo)));
        Assert.That(resumed[0], Does.EndWith(",first/batch,late"));
        Assert.That(resumed[1..].Select(row => row.Split(',')[^1]), Is.EqualTo(new[] { "", "1", "", "1" }));

        static void Late(int epoch, Logs logs)
        {
            if (epoch % 2 == 1)
            {
                logs["late"] = 1;
            }
        }

        static string LastTwo(string row) => string.Join(',', row.Split(',')[^2..]);
    }

    [Test]
    public void Backup_OfAnEpoch_HasItsColumns()
    {
        var directory = Tiny.Path("backup");
        Callback[] Own() => [new Lambda { EpochEnd = (epoch, logs) => logs["mine"] = epoch }, new BackupAndRestore(directory)];
        var fails = Callback.At("on_train_batch_start", (Trainer _) => throw new InvalidOperationException("power cut"), when: t => t.Epoch == 2);
        Assert.That(() => Model.Train(Tiny.Options with { Epochs = 3 }, [.. Own(), fails]), Throws.TypeOf<CallbackException>());
        using var second = Tiny.Model();

        var report = second.Train(Tiny.Options with { Epochs = 3 }, Own());

        Assert.That(Table(report).Select(row => row.Split(',')[^1]), Is.EqualTo(new[] { "mine", "0", "1", "2" }));
    }

    [Test]
    public void Console_ShowsThem()
    {
        using var output = new StringWriter();
        using var terminal = new Terminal(output, output);
        TrainingConsole.Attach(Model, terminal);

        Model.Train(Tiny.Options with { Epochs = 2 }, [new Lambda { EpochEnd = (epoch, logs) => logs["mine/score"] = epoch + 0.12345 }]);

        var lines = output.ToString().Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.That(lines.Where(line => line.Contains("mine/score", StringComparison.Ordinal)), Is.EqualTo(new[] { "  mine/score 0.1235", "  mine/score 1.123" }).Or.EqualTo(new[] { "  mine/score 0.1234", "  mine/score 1.123" }));
    }

    private static string[] Table(TrainReport report) => File.ReadAllLines(Path.Combine(report.SaveDirectory, "results.csv"));

    private static double Metric(string line, string name)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("metrics").GetProperty(name).GetDouble();
    }
}
