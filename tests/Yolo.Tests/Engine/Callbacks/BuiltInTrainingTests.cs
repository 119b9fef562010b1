using System.Text.Json;
using Yolo.Callbacks;
using Yolo.Callbacks.Tests;
using Yolo.Engine;
using Yolo.Engine.Optimization;
using Yolo.Engine.Training;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>The callbacks that come with the library, in trainings of the engine.</summary>
public sealed class BuiltInTrainingTests : TinyTrainingFixture
{
    private List<CallbackWarning> warnings = null!;

    [SetUp]
    public void SetUp()
    {
        warnings = [];
        Model.Callbacks.Settings.Warn = warnings.Add;
    }

    [Test]
    public void Everything_InOneTraining_DoesItsWork()
    {
        using var server = new FakeMlflow();
        using var monitored = new LoopbackServer(_ => (200, "{}"));
        using var output = new StringWriter();
        var ended = false;
        var stopping = new EarlyStopping { Patience = 1, RestoreBestWeights = true };
        var history = new History();
        var checkpoint = new ModelCheckpoint("kept/{epoch:000}.pt");
        var backup = new BackupAndRestore(Tiny.Path("backup"));
        using var board = new TensorBoard { HistogramEvery = 1, EveryBatches = 1 };
        using var lines = new JsonLinesLogger();
        using var mlflow = new Mlflow(server.Address);
        using var remote = new RemoteMonitor(monitored.Address) { SendAsJson = true };
        Callback[] all =
        [
            stopping, history, checkpoint, backup, board, lines, mlflow, remote, new CsvLogger(), new TerminateOnNan(), new SwapEmaWeights { SwapOnEpoch = true },
            new Lambda { TrainEnd = _ => ended = true }, new Progress(output), new TraceRecorder(),
            Callback.At("on_metrics_ready", (Trainer trainer) => trainer.Fitness = 0.5),
        ];

        var report = Model.Train(Tiny.Options with { Epochs = 5, Name = "everything", Plots = true }, all);

        var run = report.SaveDirectory;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(warnings, Is.Empty);
            Assert.That((report.Epochs, stopping.StoppedEpoch, stopping.BestEpoch), Is.EqualTo((2, (int?)1, (int?)0)), "stopped after the second epoch, which was not better");
            Assert.That(report.StopReason, Does.Contain("fitness"));
            Assert.That(history.Epochs, Is.EqualTo(new[] { 0, 1 }));
            Assert.That(history.Names, Is.SupersetOf(new[] { "loss", "train/box_loss", "metrics/mAP50(B)", "val_loss", "fitness", "learning_rate", "lr/pg0" }));
            Assert.That(Path.Combine(run, "kept", "002.pt"), Does.Exist);
            Assert.That(backup.RestoredFrom, Is.Null);
            Assert.That(Tiny.Path("backup", "backup.pt"), Does.Not.Exist, "it ended by itself");
            Assert.That(File.ReadAllLines(Path.Combine(run, "log.csv")), Has.Length.EqualTo(3));
            Assert.That(ended, Is.True);
            Assert.That(output.ToString(), Does.Contain("Epoch 2/5"));
            Assert.That(monitored.Requests, Has.Length.EqualTo(2));
            Assert.That(server.Logged("params").Select(p => p.GetProperty("key").GetString()), Has.Member("imgsz").And.Member("lr0"));
            Assert.That(server.Logged("metrics").Select(m => m.GetProperty("key").GetString()), Has.Member("metrics/mAP50B"));
            Assert.That(server.Bodies("runs/update").Last().GetProperty("status").GetString(), Is.EqualTo("FINISHED"));
            Assert.That(server.Requests.Where(request => request.Method == "PUT").Select(request => request.Path), Has.Some.EndsWith("weights/best.pt").And.Some.EndsWith("results.csv"));
        }

        AssertEvents(Path.Combine(run, "events.jsonl"));
        AssertBoard(board.FilePath!);
        using var reloaded = new YoloModel(Path.Combine(run, "kept", "001.pt"));
        Assert.That(reloaded.Names[1], Is.EqualTo("green"));
    }

    [Test]
    public void Schedulers_OfTheLearningRate_ChangeIt()
    {
        var scheduled = new List<double>();
        var reduced = new List<double>();
        var options = Tiny.Options with { Epochs = 3, WarmupEpochs = 0, FinalLearningRate = 1 };

        Model.Train(options, [new LearningRateScheduler((epoch, _) => 0.1 / (epoch + 1)), Callback.At("on_train_epoch_end", (Trainer trainer) => scheduled.Add(trainer.LearningRates[0]))]);
        Model.Train(options,
        [
            new ReduceLrOnPlateau { Patience = 1, Factor = 0.5 },
            Callback.At("on_metrics_ready", (Trainer trainer) => trainer.Fitness = 0.5),
            Callback.At("on_train_epoch_end", (Trainer trainer) => reduced.Add(trainer.LearningRates[0])),
        ]);

        Assert.That(scheduled, Is.EqualTo(new[] { 0.1, 0.05, 0.1 / 3 }).Within(1e-9));
        Assert.That(reduced, Is.EqualTo(new[] { 0.01, 0.01, 0.005 }).Within(1e-9));
    }

    [Test]
    public void TerminateOnNan_WhenTheLossIsLost_StopsAtThatBatch()
    {
        var nan = new TerminateOnNan();

        var report = Model.Train(
            Tiny.Options with { Epochs = 3 },
            [nan, Callback.At("on_train_batch_start", (Trainer trainer) => trainer.Batch = trainer.Batch! with { Input = trainer.Batch.Input * float.NaN }, when: trainer => trainer.Epoch == 1)]);

        Assert.That(nan.TerminatedAt, Is.EqualTo((1, 0)));
        Assert.That((report.Epochs, report.StopReason), Is.EqualTo((2, "the loss is NaN at epoch 2, batch 1")));
        Assert.That(warnings.Select(warning => warning.CallbackName), Is.EqualTo(new[] { "TerminateOnNan" }));
    }

    [Test]
    public void EarlyStopping_ThatRestoresTheBestWeights_GivesThemToTheModel()
    {
        float[] best = [];
        float[] last = [];
        var options = Tiny.Options with { Epochs = 3 };

        Model.Train(options,
        [
            new EarlyStopping { Mode = MonitorMode.Min, Patience = 10, RestoreBestWeights = true, StartFromEpoch = 1 },
            Callback.At("on_metrics_ready", (Trainer trainer) => trainer.Fitness = trainer.Epoch),
            Callback.At("on_fit_epoch_end", (Trainer trainer) =>
            {
                using var present = trainer.CreateModel();
                var weights = First(present);
                (best, last) = (trainer is { Epoch: 1, IsFinalEvaluation: false } ? weights : best, weights);
            }),
        ]);

        Assert.That(First(Model), Is.Not.EqualTo(last));
        Assert.That(First(Model), Is.EqualTo(best));
    }

    [Test]
    public void BackupAndRestore_AfterACrash_GoesOnWhereItWas()
    {
        var directory = Tiny.Path("crashed");
        var whole = new List<float>();
        var resumed = new List<float>();
        Model.Save(Tiny.Path("start.safetensors"));
        using (var uninterrupted = new YoloModel(Tiny.Path("start.safetensors")))
        {
            uninterrupted.Train(Tiny.Options with { Epochs = 3 }, [Callback.At("on_train_batch_end", (Trainer trainer) => whole.Add(trainer.LossValues[0]))]);
        }

        using var first = new YoloModel(Tiny.Path("start.safetensors"));
        Assert.That(
            () => first.Train(Tiny.Options with { Epochs = 3 }, [new BackupAndRestore(directory) { EveryBatches = 1 }, Callback.At("on_train_batch_start", (Trainer trainer) => throw new InvalidOperationException("power cut"), when: trainer => trainer.GlobalStep == 4)]),
            Throws.TypeOf<CallbackException>());
        Assert.That(() => first.Train(Tiny.Options with { Data = "missing.yaml" }, [new BackupAndRestore(directory)]), Throws.Exception, "a run that never began leaves the backup alone");
        using var second = new YoloModel(Tiny.Path("start.safetensors"));
        var backup = new BackupAndRestore(directory);

        second.Train(Tiny.Options with { Epochs = 3 }, [backup, Callback.At("on_train_batch_end", (Trainer trainer) => resumed.Add(trainer.LossValues[0]))]);

        Assert.That(backup.RestoredFrom, Does.EndWith("backup.pt"));
        Assert.That(resumed, Is.EqualTo(whole[3..]));
        Assert.That(Directory.EnumerateFiles(directory), Is.Empty);
    }

    [Test]
    public void BackupAndRestore_OfAFileThatIsNoBackup_SaysSoAndKeepsIt()
    {
        Directory.CreateDirectory(Tiny.Path("broken"));
        File.WriteAllText(Tiny.Path("broken", "backup.pt"), "no checkpoint");

        Assert.That(() => Model.Train(Tiny.Options, [new BackupAndRestore(Tiny.Path("broken"))]), Throws.TypeOf<CallbackException>().With.Message.Contains("cannot be read. Delete it"));
        Assert.That(Tiny.Path("broken", "backup.pt"), Does.Exist);
    }

    [Test]
    public void Loggers_ThatFail_SayItOnce_AndTheTrainingGoesOn()
    {
        var blocked = Tiny.Path("blocked");
        File.WriteAllText(blocked, "a file where a folder should be");
        using var lines = new JsonLinesLogger { Path = Path.Combine(blocked, "events.jsonl") };
        using var board = new TensorBoard { LogDirectory = blocked };
        using var mlflow = new Mlflow(LoopbackServer.Nowhere());
        using var remote = new RemoteMonitor(LoopbackServer.Nowhere());

        var report = Model.Train(Tiny.Options with { Epochs = 2 }, [lines, board, mlflow, remote, new CsvLogger { Path = Path.Combine(blocked, "log.csv") }]);

        Assert.That(report.Epochs, Is.EqualTo(2));
        Assert.That(warnings.Select(warning => warning.CallbackName), Is.EquivalentTo(new[] { "JsonLinesLogger", "TensorBoard", "Mlflow", "RemoteMonitor", "CsvLogger" }));
    }

    private static void AssertEvents(string path)
    {
        var steps = EventLog.Read(path, "on_train_batch_end");
        Assert.That(steps, Has.Count.EqualTo(4).And.All.Matches<JsonElement>(step =>
            step.GetProperty("loss_items").GetArrayLength() == 3 && step.GetProperty("lr").GetArrayLength() == 3 && step.GetProperty("momentum").GetArrayLength() == 3));
        Assert.That(steps.Select(step => step.GetProperty("step").GetInt64()), Is.EqualTo(new long[] { 1, 2, 3, 4 }));
        Assert.That(EventLog.Names(path)[^1], Is.EqualTo("teardown"));
    }

    private static void AssertBoard(string path)
    {
        Assert.That(EventFile.Values(path).Select(entry => entry.Value.Text(1)), Is.SupersetOf(new[] { "loss", "metrics/mAP50(B)", "batch/loss", "weights/model.0.conv.weight", "_hparams_/experiment", "settings", "results", "labels" }));
    }

    private static float[] First(YoloModel model)
    {
        float[] values = [];
        model.WithUnfusedNetwork(network => values = new NetworkWeights(network, null).Read("model.0.conv.weight"));
        return values;
    }
}
