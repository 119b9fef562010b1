using Yolo.Callbacks;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>What callbacks may ask of a run.</summary>
public sealed class TrainerControlTests : TinyTrainingFixture
{
    private List<string> events = null!;

    [SetUp]
    public void SetUp()
    {
        events = [];
        foreach (var name in new[] { "on_train_epoch_start", "on_train_batch_end", "on_val_end", "on_model_save", "on_train_end", "teardown" })
        {
            Model.AddCallback(name, (object _) => events.Add(name));
        }
    }

    [Test]
    public void StopNow_AfterABatch_EndsBeforeTheNext_AndStillSavesAndJudges()
    {
        Model.AddCallback("on_train_batch_end", (Trainer trainer) => trainer.Control.StopNow("enough"));

        var report = Model.Train(Tiny.Options with { Epochs = 3 });

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
        Model.AddCallback(name, (Trainer trainer) => trainer.Control.StopNow());

        var report = Model.Train(Tiny.Options with { Epochs = 3 });

        var batches = name == "on_train_batch_start" ? 1 : 0;
        Assert.That((events.Count(entry => entry == "on_train_batch_end"), report.Epochs), Is.EqualTo((batches, batches)));
        Assert.That(events.TakeLast(2), Is.EqualTo(new[] { "on_train_end", "teardown" }));
        Assert.That(report.Last, Does.Exist);
        Assert.That(report.Validation.Metrics.Images, Is.EqualTo(6));
    }

    [TestCase(0.0, true)]
    [TestCase(1.0, false)]
    public void SetMomentum_HoldsOnceTheWarmUpIsOver(double warmup, bool isOver)
    {
        var momenta = new List<double>();
        Model.AddCallback("on_train_start", (Trainer trainer) => trainer.Optimizer!.SetMomentum(0.5));
        Model.AddCallback("optimizer_step", (Trainer trainer) => momenta.AddRange(trainer.Momenta));

        _ = Model.Train(Tiny.Options with { Epochs = 2, WarmupEpochs = warmup });

        Assert.That(momenta, Is.Not.Empty);
        Assert.That(momenta, isOver ? Is.All.EqualTo(0.5) : Is.All.InRange(0.79, 0.94));
    }

    [TestCase("on_train_epoch_start")]
    [TestCase("on_train_batch_start")]
    [TestCase("on_train_epoch_end")]
    [TestCase("on_fit_epoch_end")]
    public void StopAfterEpoch_AnywhereInAnEpoch_EndsWithThatEpoch(string name)
    {
        Model.AddCallback(name, (Trainer trainer) => trainer.Control.StopAfterEpoch("enough"));

        var report = Model.Train(Tiny.Options with { Epochs = 4 });

        Assert.That((report.Epochs, report.StopReason), Is.EqualTo((1, "enough")));
        Assert.That(events.Count(entry => entry == "on_train_batch_end"), Is.EqualTo(2));
    }

    [Test]
    public void SkipBatch_AtItsStart_LeavesThatBatchOut()
    {
        var trained = new List<int>();
        Model.AddCallback("on_train_batch_start", (Trainer trainer) =>
        {
            if (trainer.BatchIndex == 0)
            {
                trainer.Control.SkipBatch();
            }
        });
        Model.AddCallback("on_train_batch_end", (Trainer trainer) => trained.Add(trainer.BatchIndex));

        Model.Train(Tiny.Options);

        Assert.That(trained, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void SkipBatch_AtEveryBatch_LeavesTheWeightsAsTheyAre()
    {
        Model.AddCallback("on_train_batch_start", (Trainer trainer) => trainer.Control.SkipBatch());

        Assert.That(Model.Train(Tiny.Options).Epochs, Is.EqualTo(1));
        Assert.That(events, Has.No.Member("on_train_batch_end"));
    }

    [Test]
    public void SaveNowAndValidateNow_InABatch_HappenBeforeTheNext()
    {
        var statistics = new List<bool>();
        Model.AddCallback("on_train_batch_end", (Trainer trainer) => trainer.Control.ValidateNow(), new() { Once = true });
        Model.AddCallback("on_train_batch_end", (Trainer trainer) => trainer.Control.SaveNow(), new() { Once = true });
        Model.AddCallback("on_train_batch_start", (Trainer trainer) => statistics.Add(trainer.Network!.Layers[0].Module.modules().OfType<TorchSharp.Modules.BatchNorm>().First().training));

        Model.Train(Tiny.Options with { Freeze = [0] });

        Assert.That(events.Take(5), Is.EqualTo(new[] { "on_train_epoch_start", "on_train_batch_end", "on_val_end", "on_model_save", "on_train_batch_end" }));
        Assert.That(statistics, Is.EqualTo(new[] { false, false }), "norms of frozen layers stay as they are");
    }

    [Test]
    public void LearningRates_HeldOrScaled_HoldFromTheNextBatchOn()
    {
        var rates = new List<double>();
        Model.AddCallback("on_train_batch_end", (Trainer trainer) =>
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

        Model.Train(Tiny.Options with { Epochs = 2, WarmupEpochs = 0, LearningRate = 0.01, FinalLearningRate = 1 });

        Assert.That(rates, Is.EqualTo(new[] { 0.01, 0.5, 0.01, 0.005 }).Within(1e-9));
    }

    [Test]
    public void StopNow_InAnExport_WritesNothing()
    {
        var file = Tiny.Path("stopped.onnx");
        var failures = new List<RunFailure>();
        Model.AddCallback("on_exception", (RunFailure failure) => failures.Add(failure));
        Model.AddCallback("on_export_start", (Exporter exporter) => exporter.Control.StopNow("not today"));

        Assert.That(() => Model.Export(new() { ImageSize = 64, File = file }), Throws.InstanceOf<OperationCanceledException>().With.Message.Contains("not today"));
        Assert.That(file, Does.Not.Exist);
        Assert.That(failures, Has.Count.EqualTo(1));
    }

    [Test]
    public void StopNow_InAValidationAndAPrediction_EndsBeforeTheNextBatch()
    {
        Model.AddCallback("on_val_batch_end", (Validator validator) => validator.Control.StopNow());
        Model.AddCallback("on_predict_batch_end", (Predictor predictor) => predictor.Control.StopAfterEpoch());

        Assert.That(Model.Validate(new() { Data = Tiny.Yaml, Batch = 2, ImageSize = 64 }).Metrics.Images, Is.EqualTo(2));
        Assert.That(Model.Predict(Tiny.ValPictures, new() { ImageSize = 64 }).Count(), Is.EqualTo(1));
    }
}
