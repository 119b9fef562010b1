using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Cli;

/// <summary>Callbacks that are named on the command line.</summary>
[NonParallelizable]
public sealed class CallbackArgumentTests
{
    private TinyTraining tiny = null!;

    [OneTimeSetUp]
    public void SetUp() => tiny = new TinyTraining();

    [OneTimeTearDown]
    public void TearDown() => tiny.Dispose();

    [Test]
    public void I_can_log_a_training_and_a_class_of_my_own_takes_part()
    {
        var mine = $"{typeof(AnnouncingCallback).Assembly.Location}:{typeof(AnnouncingCallback).FullName}";
        AnnouncingCallback.Heard.Clear();

        var (status, output, errors) = YoloCommand.Run(
            "train", $"model={tiny.Spec}", $"data={tiny.Yaml}", "epochs=1", "batch=4", "imgsz=64", "plots=false", "workers=1", $"project={tiny.Path("cli")}", "name=log",
            $"callbacks=jsonl,tensorboard,csv,{mine}", "callbacks.tensorboard.histograms=1", "callbacks.csv.separator=;", "callbacks.AnnouncingCallback.colour=red");

        var run = tiny.Path("cli", "log");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((status, errors), Is.EqualTo((0, string.Empty)));
            Assert.That(AnnouncingCallback.Heard, Is.EqualTo(new[] { "red 0" }));
            Assert.That(Path.Combine(run, "events.jsonl"), Does.Exist);
            Assert.That(File.ReadAllText(Path.Combine(run, "log.csv")), Does.StartWith("epoch;loss;"));
            Assert.That(Directory.GetFiles(run, "events.out.tfevents.*"), Has.Length.EqualTo(1));
            Assert.That(output, Does.Match(@"Callback +Calls +Time +a call").And.Match(@"JsonLinesLogger +\d+ +[\d.]+ms +[\d.]+ms").And.Contain("AnnouncingCallback"));
        }
    }

    [Test]
    public void I_can_log_validations_predictions_and_exports()
    {
        var weights = Weights();

        Assert.That(YoloCommand.Run("val", $"model={weights}", $"data={tiny.Yaml}", "imgsz=64", "callbacks=jsonl", $"project={tiny.Path("modes")}").Status, Is.Zero);
        Assert.That(YoloCommand.Run("predict", $"model={weights}", $"source={tiny.ValPictures}", "imgsz=64", "callbacks=jsonl", $"project={tiny.Path("modes")}").Status, Is.Zero);
        Assert.That(YoloCommand.Run("export", $"model={weights}", "imgsz=64", "callbacks=jsonl").Status, Is.Zero);

        Assert.That(EventLog.Names(tiny.Path("modes", "val", "events.jsonl")), Is.EqualTo(new[] { "on_val_start", "on_val_batch_start", "on_val_postprocess_end", "on_val_batch_end", "on_val_end" }));
        Assert.That(EventLog.Names(tiny.Path("modes", "predict", "events.jsonl")).Last(), Is.EqualTo("on_predict_end"));
        Assert.That(EventLog.Names(Path.Combine(Path.GetDirectoryName(weights)!, "events.jsonl")), Is.EqualTo(new[] { "on_export_start", "on_export_end" }));
    }

    [Test]
    public void I_can_resume_a_training_and_its_logs_go_on()
    {
        var mine = $"{typeof(AnnouncingCallback).Assembly.Location}:{typeof(AnnouncingCallback).FullName}";
        string[] named = [$"callbacks=jsonl,csv,{mine}", "callbacks.AnnouncingCallback.colour=fail 1"];
        AnnouncingCallback.Heard.Clear();

        var crashed = YoloCommand.Run(
            ["train", $"model={tiny.Spec}", $"data={tiny.Yaml}", "epochs=3", "batch=4", "imgsz=64", "plots=false", "workers=1", $"project={tiny.Path("cli")}", "name=crash", .. named]);
        var run = tiny.Path("cli", "crash");
        var lines = File.ReadAllLines(Path.Combine(run, "events.jsonl")).Length;
        named[^1] = "callbacks.AnnouncingCallback.colour=blue";
        var resumed = YoloCommand.Run(["train", $"resume={Path.Combine(run, "weights", "last.pt")}", .. named]);

        Assert.That((crashed.Status, resumed.Status, resumed.Errors), Is.EqualTo((1, 0, string.Empty)));
        Assert.That(crashed.Errors, Does.Contain("AnnouncingCallback").And.Contain("on_fit_epoch_end").And.Not.Contain("   at "));
        Assert.That(AnnouncingCallback.Heard, Is.EqualTo(new[] { "fail 1 0", "blue 2" }));
        Assert.That(File.ReadAllLines(Path.Combine(run, "events.jsonl")), Has.Length.GreaterThan(lines));
        Assert.That(File.ReadAllLines(Path.Combine(run, "log.csv")).Select(line => line.Split(',')[0]), Is.EqualTo(new[] { "epoch", "1", "3" }));
    }

    [Test]
    public void I_can_see_which_callbacks_there_are() =>
        Assert.That(YoloCommand.Run("cfg").Output, Does.Match(@"callbacks=mlflow +# uri, experiment, run").And.Match("callbacks=terminate_on_nan +# no options"));

    [TestCase("did you mean 'tensorboard'", "callbacks=tensorbord")]
    [TestCase("did you mean 'histograms'", "callbacks=tensorboard", "callbacks.tensorboard.histogram=5")]
    [TestCase("not among the callbacks", "callbacks=csv", "callbacks.mlflow.uri=http://localhost:1")]
    [TestCase("must be a whole number", "callbacks=tensorboard", "callbacks.tensorboard.batches=many")]
    [TestCase("cannot be loaded", "callbacks=nowhere.dll:My.Callback")]
    [TestCase("needs callbacks.remote.uri", "callbacks=remote")]
    public void Wrong_callbacks_are_wrong_usage_in_all_modes(string message, params string[] words)
    {
        foreach (var mode in new[] { "train", "val", "predict", "export" })
        {
            var (status, _, errors) = YoloCommand.Run([mode, "model=missing.pt", .. words]);

            Assert.That(status, Is.EqualTo(2), errors);
            Assert.That(errors, Does.Contain(message).IgnoreCase);
        }
    }

    [Test]
    public void Two_callbacks_that_would_share_a_state_are_wrong_usage()
    {
        var (status, _, errors) = YoloCommand.Run("val", $"model={tiny.Spec}", $"data={tiny.Yaml}", "callbacks=early_stopping,early_stopping");

        Assert.That(status, Is.EqualTo(2));
        Assert.That(errors, Does.Contain("StateKey"));
    }

    private string Weights()
    {
        var path = tiny.Path("exported", "tiny.pt");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var model = tiny.Model();
        model.Save(path);
        return path;
    }
}
