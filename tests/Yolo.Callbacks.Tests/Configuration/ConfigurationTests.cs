namespace Yolo.Callbacks.Tests;

internal sealed class ConfigurationTests
{
    private static readonly string ThisAssembly = typeof(ConfigurationTests).Assembly.Location;

    [Test]
    public void Create_Names_MakesThemInOrder() =>
        Assert.That(
            Create("jsonl, tensorboard,csv,terminate_on_nan,swap_ema,early_stopping,reduce_lr,checkpoint").Select(c => c.Name),
            Is.EqualTo(new[] { "JsonLinesLogger", "TensorBoard", "CsvLogger", "TerminateOnNan", "SwapEmaWeights", "EarlyStopping", "ReduceLrOnPlateau", "ModelCheckpoint" }));

    [Test]
    public void Create_EmptyList_MakesNone() => Assert.That(Create(string.Empty), Is.Empty);

    [Test]
    public void Create_Options_AreSetOnTheirProperties()
    {
        var callbacks = Create(
            "mlflow,remote,early_stopping,backup,tensorboard,csv",
            ("callbacks.mlflow.uri", "http://localhost:5000"), ("mlflow.experiment", "cells"), ("mlflow.run", "first"), ("mlflow.artifacts", "false"), ("mlflow.timeout", "2.5"),
            ("remote.uri", "http://localhost:9000"), ("remote.json", "true"), ("remote.path", "/x"),
            ("early_stopping.monitor", "val_loss"), ("early_stopping.mode", "min"), ("early_stopping.patience", "7"), ("early_stopping.min_delta", "0.5"), ("early_stopping.restore_best", "True"),
            ("backup.dir", "b"), ("backup.batches", "100"), ("backup.double", "true"), ("backup.delete", "false"),
            ("tensorboard.histograms", "5"), ("tensorboard.dir", "tb"), ("csv.separator", "\\t"));
        var mlflow = (Mlflow)callbacks[0];
        var remote = (RemoteMonitor)callbacks[1];
        var stopping = (EarlyStopping)callbacks[2];
        var backup = (BackupAndRestore)callbacks[3];
        Assert.Multiple(() =>
        {
            Assert.That((mlflow.Experiment, mlflow.RunName, mlflow.LogArtifacts, mlflow.Timeout), Is.EqualTo(("cells", "first", false, TimeSpan.FromSeconds(2.5))));
            Assert.That((remote.SendAsJson, remote.Path, remote.Field), Is.EqualTo((true, "/x", "data")));
            Assert.That(
                (stopping.Monitor, stopping.Mode, stopping.Patience, stopping.MinDelta, stopping.RestoreBestWeights, stopping.StartFromEpoch),
                Is.EqualTo(("val_loss", MonitorMode.Min, 7, 0.5, true, 0)));
            Assert.That((backup.EveryBatches, backup.DoubleCheckpoint, backup.DeleteCheckpoint), Is.EqualTo((100, true, false)));
            Assert.That(((TensorBoard)callbacks[4]).HistogramEvery, Is.EqualTo(5));
            Assert.That(((CsvLogger)callbacks[5]).Separator, Is.EqualTo('\t'));
        });
    }

    [Test]
    public void Create_EveryKnownOption_IsAccepted()
    {
        foreach (var (name, options) in CallbackConfiguration.Known)
        {
            Assert.That(() => Create(name, [.. options.Select(o => (name + "." + o, Sample(name, o)))]), Throws.Nothing, name);
        }
    }

    [TestCase("jsnol", "Did you mean 'jsonl'?")]
    [TestCase("tensorbord", "Did you mean 'tensorboard'?")]
    [TestCase("wandb", "There are: jsonl, csv")]
    public void Create_UnknownName_FailsWithASuggestion(string name, string message) => AssertFails(message, name);

    [Test]
    public void Create_WrongOptions_FailWithAdvice()
    {
        AssertFails("Did you mean 'patience'?", "early_stopping", ("early_stopping.patiense", "3"));
        AssertFails("must be a whole number, not 'soon'", "early_stopping", ("early_stopping.patience", "soon"));
        AssertFails("must be auto, min or max", "early_stopping", ("early_stopping.mode", "best"));
        AssertFails("must be true or false", "jsonl", ("jsonl.append", "maybe"));
        AssertFails("has no option 'x'. It has none.", "terminate_on_nan", ("terminate_on_nan.x", "1"));
        AssertFails("needs callbacks.backup.dir", "backup");
        AssertFails("must be an address", "remote", ("remote.uri", "nowhere"));
        AssertFails("not among the callbacks: jsonl", "jsonl", ("csv.path", "a.csv"));
        AssertFails("must end in .csv or .tsv", "csv", ("csv.path", "data.yaml"));
        AssertFails("must end in .jsonl or .ndjson", "jsonl", ("jsonl.path", "best.pt"));
        AssertFails("must end in .pt", "checkpoint", ("checkpoint.path", "best.onnx"));
        AssertFails("callbacks.name.option", "jsonl", ("callbacks.path", "a"));
        AssertFails("its factor must be", "reduce_lr", ("reduce_lr.factor", "2"));
        AssertFails("needs callbacks.unfreeze.epoch", "unfreeze");
        AssertFails("needs callbacks.accumulation.schedule", "accumulation");
        AssertFails("such as 0:8,4:4, not '8,4'", "accumulation", ("accumulation.schedule", "8,4"));
        AssertFails("such as 0:8,4:4, not '0:8,0:4'", "accumulation", ("accumulation.schedule", "0:8,0:4"));
        AssertFails("at least one epoch", "accumulation", ("accumulation.schedule", "{}"));
        AssertFails("batches from 1", "accumulation", ("accumulation.schedule", "{0: 0}"));
        AssertFails("at least one file", "checkpoint", ("checkpoint.keep", "0"));
    }

    [Test]
    public void Create_ClassOfAnAssembly_IsMade()
    {
        var plain = Create($"{ThisAssembly}:Yolo.Callbacks.Tests.PlainUserCallback").Single();
        var withOptions = Create($"jsonl,{ThisAssembly}:Yolo.Callbacks.Tests.UserCallback", ("callbacks.UserCallback.colour", "red"))[1];
        Assert.Multiple(() =>
        {
            Assert.That(plain, Is.TypeOf<PlainUserCallback>());
            Assert.That(((UserCallback)withOptions).Options["colour"], Is.EqualTo("red"));
        });
    }

    [Test]
    public void Create_ClassThatCannotBeMade_SaysWhy()
    {
        AssertFails("has no class 'Nowhere.Nothing'", $"{ThisAssembly}:Nowhere.Nothing");
        AssertFails("is no callback", $"{ThisAssembly}:Yolo.Callbacks.Tests.ConfigurationTests");
        AssertFails("cannot be loaded", "missing.dll:A.B");
        AssertFails("takes no options", $"{ThisAssembly}:Yolo.Callbacks.Tests.PlainUserCallback", ("PlainUserCallback.a", "1"));
        AssertFails("not today", $"{ThisAssembly}:Yolo.Callbacks.Tests.BrokenUserCallback");
    }

    private static string Sample(string name, string option) => option switch
    {
        "path" => name switch { "csv" => "a.csv", "jsonl" => "a.jsonl", "checkpoint" => "a.pt", _ => "a" },
        "uri" => "http://localhost:1",
        "mode" => "max",
        "separator" => ";",
        "factor" => "0.5",
        "schedule" => "0:8,4:4",
        "layers" => "backbone,model.3",
        "append" or "settings" or "images" or "artifacts" or "json" or "restore_best" or "best_only" or "weights_only" or "double" or "delete" or "close_mosaic" or "background" or "on_exception" => "true",
        "epoch" => name == "swap_ema" ? "true" : "3",
        _ => "1",
    };

    private static IReadOnlyList<Callback> Create(string list, params (string Key, string Value)[] options) =>
        CallbackConfiguration.Create(list, options.ToDictionary(o => o.Key, o => o.Value));

    private static void AssertFails(string message, string list, params (string Key, string Value)[] options) =>
        Assert.That(() => Create(list, options), Throws.TypeOf<CallbackConfigurationException>().With.Message.Contains(message));
}
