using System.Text.Json;
using Yolo.Callbacks;
using Yolo.Engine.Prediction;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>The order of events, as the reference was measured, and those that it never fires.</summary>
public sealed class CallbackTraceTests : TinyTrainingFixture
{
    // The reference has these names but never fires them.
    private static readonly string[] SilentInTheReference = ["optimizer_step", "on_before_zero_grad", "on_params_update"];

    private TraceRecorder recorder = null!;

    [SetUp]
    public void SetUp()
    {
        recorder = new TraceRecorder();
        Model.AddCallback(recorder);
    }

    [Test]
    public void Train_TwoEpochs_FiresAsTheReferenceWasMeasured()
    {
        Model.Train(Tiny.Options with { Epochs = 2 });

        AssertTrace("train: 2 epochs, 8 images, batch 4, nbs 4, val on 6 images");
    }

    [Test]
    public void Train_WithoutValidation_FiresAsTheReferenceWasMeasured_AndWhatTheReferenceNeverFires()
    {
        Model.Train(Tiny.Options with { Validate = false });

        AssertTrace("train: 1 epoch, val off");
        string[] step = ["on_train_batch_start", "optimizer_step", "on_before_zero_grad", "on_params_update", "on_batch_end", "on_train_batch_end"];
        string[] validation = ["on_val_start", "on_val_batch_start", "on_val_postprocess_end", "on_val_batch_end", "on_val_end"];
        Assert.That(recorder.Entries.Select(entry => entry.Event), Is.EqualTo((string[])
        [
            "on_pretrain_routine_start", "on_pretrain_routine_end", "on_train_start", "on_train_epoch_start", .. step, .. step, "on_train_epoch_end",
            .. validation, "on_metrics_ready", "on_best", "on_model_save", "on_fit_epoch_end",
            "on_final_eval_start", .. validation, "on_final_eval_end", "on_fit_epoch_end", "on_train_end", "teardown",
        ]));
    }

    [Test]
    public void Train_WithAccumulation_StepsSeldomerThanItsBatches()
    {
        Model.Train(Tiny.Options with { NominalBatch = 8, WarmupEpochs = 0, Save = false });

        Assert.That(recorder.Entries.Count(entry => entry.Event == "on_train_batch_end"), Is.EqualTo(2));
        Assert.That(SilentInTheReference.Select(name => recorder.Entries.Count(entry => entry.Event == name)), Has.All.EqualTo(1));
    }

    [Test]
    public void Validate_SixPictures_FiresAsTheReferenceWasMeasured()
    {
        Model.Validate(new() { Data = Tiny.Yaml, Batch = 4, ImageSize = 64 });

        AssertTrace("val: 6 images, batch 4");
    }

    [Test]
    public void Predict_AFolder_ThenAgain_FiresAsTheReferenceWasMeasured()
    {
        var small = new PredictOptions { ImageSize = 64 };

        Assert.That(Model.Predict(Tiny.ValPictures, small).Count(), Is.EqualTo(6));
        AssertTrace("predict: folder of 6 images");

        recorder.Clear();
        Assert.That(Model.Predict(Tiny.Path("images", "val", "0.png"), small).Count(), Is.EqualTo(1));
        AssertTrace("predict again with the same model");
    }

    [Test]
    public void Predict_AStream_FiresAsTheReferenceWasMeasured()
    {
        var paths = Directory.EnumerateFiles(Tiny.ValPictures).Take(2);

        foreach (var result in Model.Predict(paths, new() { ImageSize = 64, Batch = 2 }))
        {
            Assert.That(result.Path, Does.EndWith(".png"));
        }

        AssertTrace("predict: stream of 2 images, both consumed");
    }

    [Test]
    public void Export_ToOnnx_FiresAsTheReferenceWasMeasured()
    {
        Model.Export(new() { ImageSize = 64, File = Tiny.Path("tiny.onnx") });

        AssertTrace("export: onnx");
    }

    private void AssertTrace(string name)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", "callback-trace.json")));
        var known = golden.RootElement.GetProperty("events").EnumerateArray().Select(entry => entry.GetString()!).Except(SilentInTheReference).ToList();
        var expected = golden.RootElement.GetProperty("traces").GetProperty(name).EnumerateArray().Select(entry => new TraceEntry(
            entry.GetProperty("event").GetString()!, entry.GetProperty("object").GetString()!, entry.TryGetProperty("epoch", out var epoch) ? epoch.GetInt32() : null));
        Assert.That(recorder.Entries.Where(entry => known.Contains(entry.Event)), Is.EqualTo(expected));
    }
}
