using Yolo.Callbacks;
using Yolo.Engine;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>What callbacks may ask of a run.</summary>
public sealed class TrainerControlTests
{
    private TinyTraining tiny = null!;
    private YoloModel model = null!;
    private List<string> events = null!;

    [OneTimeSetUp]
    public void SetUpData() => tiny = new TinyTraining();

    [OneTimeTearDown]
    public void TearDownData() => tiny.Dispose();

    [SetUp]
    public void SetUp()
    {
        model = tiny.Model();
        events = [];
        foreach (var name in new[] { "on_train_epoch_start", "on_train_batch_end", "on_val_end", "on_model_save", "on_train_end", "teardown" })
        {
            model.AddCallback(name, (object _) => events.Add(name));
        }
    }

    [TearDown]
    public void TearDown() => model.Dispose();

    [Test]
    public void StopNow_AfterABatch_EndsBeforeTheNext_AndStillSavesAndJudges()
    {
        model.AddCallback("on_train_batch_end", (Trainer trainer) => trainer.Control.StopNow("enough"));

        var report = model.Train(tiny.Options with { Epochs = 3 });

        Assert.That(events, Is.EqualTo(new[] { "on_train_epoch_start", "on_train_batch_end", "on_val_end", "on_model_save", "on_val_end", "on_train_end", "teardown" }));
        Assert.That((report.Epochs, report.StopReason), Is.EqualTo((1, "enough")));
        Assert.That(report.Best, Does.Exist);
    }

    [TestCase("on_pretrain_routine_start")]
    [TestCase("on_train_start")]
    [TestCase("on_train_epoch_start")]
    [TestCase("on_train_batch_start")]
    public void StopNow_BeforeTheFirstBatch_TrainsNoneOrThatOne(string name)
    {
        model.AddCallback(name, (Trainer trainer) => trainer.Control.StopNow());

        var report = model.Train(tiny.Options with { Epochs = 3 });

        var batches = name == "on_train_batch_start" ? 1 : 0;
        Assert.That((events.Count(entry => entry == "on_train_batch_end"), report.Epochs), Is.EqualTo((batches, batches)));
        Assert.That(events.TakeLast(2), Is.EqualTo(new[] { "on_train_end", "teardown" }));
        Assert.That(report.Last, Does.Exist);
        Assert.That(report.Validation.Metrics.Images, Is.EqualTo(6));
    }

    [TestCase("on_train_epoch_start")]
    [TestCase("on_train_batch_start")]
    [TestCase("on_train_epoch_end")]
    [TestCase("on_fit_epoch_end")]
    public void StopAfterEpoch_AnywhereInAnEpoch_EndsWithThatEpoch(string name)
    {
        model.AddCallback(name, (Trainer trainer) => trainer.Control.StopAfterEpoch("enough"));

        var report = model.Train(tiny.Options with { Epochs = 4 });

        Assert.That((report.Epochs, report.StopReason), Is.EqualTo((1, "enough")));
        Assert.That(events.Count(entry => entry == "on_train_batch_end"), Is.EqualTo(2));
    }

    [Test]
    public void SkipBatch_AtItsStart_LeavesThatBatchOut()
    {
        var trained = new List<int>();
        model.AddCallback("on_train_batch_start", (Trainer trainer) =>
        {
            if (trainer.BatchIndex == 0)
            {
                trainer.Control.SkipBatch();
            }
        });
        model.AddCallback("on_train_batch_end", (Trainer trainer) => trained.Add(trainer.BatchIndex));

        model.Train(tiny.Options);

        Assert.That(trained, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void SkipBatch_AtEveryBatch_LeavesTheWeightsAsTheyAre()
    {
        model.AddCallback("on_train_batch_start", (Trainer trainer) => trainer.Control.SkipBatch());

        Assert.That(model.Train(tiny.Options).Epochs, Is.EqualTo(1));
        Assert.That(events, Has.No.Member("on_train_batch_end"));
    }

    [Test]
    public void SaveNowAndValidateNow_InABatch_HappenBeforeTheNext()
    {
        var statistics = new List<bool>();
        model.AddCallback("on_train_batch_end", (Trainer trainer) => trainer.Control.ValidateNow(), new() { Once = true });
        model.AddCallback("on_train_batch_end", (Trainer trainer) => trainer.Control.SaveNow(), new() { Once = true });
        model.AddCallback("on_train_batch_start", (Trainer trainer) => statistics.Add(trainer.Network!.Layers[0].Module.modules().OfType<TorchSharp.Modules.BatchNorm2d>().First().training));

        model.Train(tiny.Options with { Freeze = [0] });

        Assert.That(events.Take(5), Is.EqualTo(new[] { "on_train_epoch_start", "on_train_batch_end", "on_val_end", "on_model_save", "on_train_batch_end" }));
        Assert.That(statistics, Is.EqualTo(new[] { false, false }), "norms of frozen layers stay as they are");
    }

    [Test]
    public void LearningRates_HeldOrScaled_HoldFromTheNextBatchOn()
    {
        var rates = new List<double>();
        model.AddCallback("on_train_batch_end", (Trainer trainer) =>
        {
            rates.Add(trainer.LearningRates[0]);
            switch (rates.Count)
            {
                case 1: trainer.LearningRateControl.Hold(0.5); break;
                case 2: trainer.LearningRateControl.FollowSchedule(); break;
                case 3: trainer.LearningRateControl.Scale = 0.5; break;
                default: break;
            }
        });

        model.Train(tiny.Options with { Epochs = 2, WarmupEpochs = 0, LearningRate = 0.01, FinalLearningRate = 1 });

        Assert.That(rates, Is.EqualTo(new[] { 0.01, 0.5, 0.01, 0.005 }).Within(1e-9));
    }

    [Test]
    public void StopNow_InAnExport_WritesNothing()
    {
        var file = tiny.Path("stopped.onnx");
        var failures = new List<RunFailure>();
        model.AddCallback("on_exception", (RunFailure failure) => failures.Add(failure));
        model.AddCallback("on_export_start", (Exporter exporter) => exporter.Control.StopNow("not today"));

        Assert.That(() => model.Export(new() { ImageSize = 64, File = file }), Throws.InstanceOf<OperationCanceledException>().With.Message.Contains("not today"));
        Assert.That(file, Does.Not.Exist);
        Assert.That(failures, Has.Count.EqualTo(1));
    }

    [Test]
    public void StopNow_InAValidationAndAPrediction_EndsBeforeTheNextBatch()
    {
        model.AddCallback("on_val_batch_end", (Validator validator) => validator.Control.StopNow());
        model.AddCallback("on_predict_batch_end", (Predictor predictor) => predictor.Control.StopAfterEpoch());

        Assert.That(model.Validate(new() { Data = tiny.Yaml, Batch = 2, ImageSize = 64 }).Metrics.Images, Is.EqualTo(2));
        Assert.That(model.Predict(tiny.ValPictures, new() { ImageSize = 64 }).Count(), Is.EqualTo(1));
    }
}
