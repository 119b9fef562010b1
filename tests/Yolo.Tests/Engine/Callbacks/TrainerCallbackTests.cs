using TorchSharp;
using Yolo.Callbacks;
using Yolo.Data.Augmentations;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>What callbacks see of a training, and what they may change.</summary>
public sealed class TrainerCallbackTests : TinyTrainingFixture
{
    [Test]
    public void Members_AtEveryEvent_HaveTheirValueOrNone_AndNoneThrows()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var @event in Events.All.Where(candidate => candidate.Receiver == ReceiverKind.Trainer))
        {
            Model.AddCallback(@event, (Trainer trainer) =>
            {
                seen.Add(@event.Name);
                ReadAll(trainer);
                ReadAll<ITrainingContext>(trainer);
            });
        }

        Model.Train(Tiny.Options);

        Assert.That(seen, Is.SupersetOf(new[] { "on_pretrain_routine_start", "on_pretrain_routine_end", "on_train_batch_end", "on_best", "on_train_end", "teardown" }));
    }

    [Test]
    public void Members_AtTheirEvents_AreLive()
    {
        var notes = new List<string>();
        void Note(string text) => notes.Add(text);
        Model.AddCallback("on_pretrain_routine_start", (Trainer t) => Note(FormattableString.Invariant($"start {t.Network is null} {Directory.Exists(t.SaveDirectory)} {t.Epochs}")));
        Model.AddCallback("on_pretrain_routine_end", (Trainer t) => Note(FormattableString.Invariant($"ready {t.Network is null} {t.Average is null} {t.Optimizer is null} {t.Validator is null} {t.BatchesPerEpoch}")));
        Model.AddCallback("on_train_batch_start", (Trainer t) => Note(FormattableString.Invariant($"batch {t.Epoch} {t.BatchIndex} {t.GlobalStep} {string.Join('x', t.Batch!.Input.shape)} {t.Batch.Instances} {t.Batch.Paths.Count()}")));
        Model.AddCallback("on_train_batch_end", (Trainer t) => Note(FormattableString.Invariant(
            $"done {t.BatchIndex} {t.GlobalStep} {t.Loss!.Total.requires_grad} {t.LossItems.Count} {t.MeanLossItems.Count} {t.LossValues.Length} {t.LearningRates.Count} {t.Momenta.Count} {t.GradientNorm!.item<float>() > 0}")));
        Model.AddCallback("on_fit_epoch_end", (Trainer t) => Note(FormattableString.Invariant(
            $"fit {t.Epoch} {t.GlobalStep} {t.Metrics.Count} {t.Fitness is not null} {t.IsFinalEvaluation} {File.Exists(t.Last)} {File.Exists(t.Best)} {t.Report is null}")));
        Model.AddCallback("on_train_end", (Trainer t) => Note(FormattableString.Invariant($"end {t.Epoch} {t.GlobalStep} {t.Report!.Epochs} {t.Stop}")));

        var augmented = Tiny.Options with { Augmentation = AugmentationSettings.None };
        Model.Train(augmented);

        Assert.That(notes, Is.EqualTo(new[]
        {
            "start True True 1", "ready False False False False 2",
            "batch 0 0 1 4x3x64x64 4 4", "done 0 1 True 3 3 3 3 3 True",
            "batch 0 1 2 4x3x64x64 4 4", "done 1 2 True 3 3 3 3 3 True",
            "fit 0 2 7 True False True True True", "fit 0 2 4 True True True True True", "end 0 2 1 True",
        }));
    }

    [Test]
    public void LossItems_AreNamedAsTheColumns()
    {
        var (before, names, items, means) = (-1, Array.Empty<string>(), Array.Empty<float>(), Array.Empty<float>());
        Model.AddCallback("on_train_epoch_start", (Trainer t) => before = t.LossItems.Count);
        Model.AddCallback("on_train_batch_end", (Trainer t) =>
        {
            Assert.That(t.LossItems.Values, Is.EqualTo(t.Loss!.Items.data<float>().ToArray()));
            Assert.That(t.LossItems["train/cls_loss"], Is.EqualTo(t.LossValues[1]));
            (names, items, means) = ([.. t.LossItems.Keys], [.. t.LossItems.Values], [.. t.MeanLossItems.Values]);
        });

        Model.Train(Tiny.Options with { Batch = 8 });

        Assert.That(before, Is.Zero);
        Assert.That(names, Is.EqualTo(new[] { "train/box_loss", "train/cls_loss", "train/dfl_loss" }));
        Assert.That(means, Is.EqualTo(items), "of a single batch");
    }

    [Test]
    public void Batch_ReplacedAtItsStart_IsTrainedOn_AndValidatedOn()
    {
        var inputs = new List<double>();
        var validated = new List<double>();
        Model.AddCallback("on_train_batch_start", (Trainer trainer) => trainer.Batch = trainer.Batch! with { Input = torch.full_like(trainer.Batch.Input, 0.25) });
        Model.AddCallback("on_train_batch_end", (Trainer trainer) => inputs.Add(trainer.Batch!.Input.mean().item<float>()));
        Model.AddCallback("on_val_batch_start", (Validator validator) => validator.Batch = validator.Batch! with { Input = torch.full_like(validator.Batch.Input, 0.5) });
        Model.AddCallback("on_val_batch_end", (Validator validator) => validated.Add(validator.Batch!.Input.mean().item<float>()));

        Model.Train(Tiny.Options);

        Assert.That(inputs, Is.EqualTo(new[] { 0.25, 0.25 }));
        Assert.That(validated, Is.EqualTo(new[] { 0.5, 0.5 }));
    }

    [Test]
    public void Batch_ReplacedInAPrediction_IsWhatTheNetworkSees()
    {
        var means = new List<double>();
        Model.AddCallback("on_predict_batch_start", (Predictor predictor) => predictor.Batch = predictor.Batch! with { Input = torch.full_like(predictor.Batch.Input, 0.75) });
        Model.AddCallback("on_predict_batch_end", (Predictor predictor) => means.Add(predictor.Batch!.Input.mean().item<float>()));

        Assert.That(Model.Predict(Tiny.ValPictures, new() { ImageSize = 64 }).Count(), Is.EqualTo(6));

        Assert.That(means, Is.EqualTo(Enumerable.Repeat(0.75, 6)));
    }

    [Test]
    public void Fitness_ReplacedWhenMetricsAreReady_ChoosesTheBest()
    {
        var best = new List<int>();
        Model.AddCallback("on_metrics_ready", (Trainer trainer) => trainer.Fitness = trainer.Epoch == 1 ? 0.9 : 0.1);
        Model.AddCallback("on_best", (Trainer trainer) => best.Add(trainer.Epoch));

        var report = Model.Train(Tiny.Options with { Epochs = 3 });

        Assert.That(best, Is.EqualTo(new[] { 0, 1 }));
        Assert.That(report.BestFitness, Is.EqualTo(0.9));
        Assert.That(report.Best, Does.Exist);
    }

    [Test]
    public void Callbacks_ForOneCall_LeakNothingIntoTheNext()
    {
        var events = new List<string>();
        var history = new History();
        using var keep = Model.AddCallback("on_val_end", (Validator _) => events.Add("kept"));
        Callback[] own = [history, Callback.At("on_val_end", (Validator _) => events.Add("val")), Callback.At("on_train_end", (Trainer _) => events.Add("train"))];
        var validation = new ValidateOptions { Data = Tiny.Yaml, ImageSize = 64 };

        var report = Model.Train(Tiny.Options, own);
        Assert.That(events, Is.EqualTo(new[] { "kept", "val", "kept", "val", "train" }));
        Assert.That(history.Epochs, Is.EqualTo(new[] { 0 }));
        Assert.That(report.CallbackTimes.Select(time => time.Name), Has.Member("History"));
        Assert.That(report.CallbackTimes.Any(time => time.Event == Events.OnTrainEnd), Is.True);

        events.Clear();
        Model.Validate(validation);
        Assert.That(events, Is.EqualTo(new[] { "kept" }));

        events.Clear();
        Model.Validate(validation, [own[1]]);
        _ = Model.Predict(Tiny.ValPictures, new() { ImageSize = 64 }, [Callback.At("on_predict_end", (Predictor _) => events.Add("predict"))]).Count();
        Model.Export(new() { ImageSize = 64, File = Tiny.Path("once.onnx") }, [Callback.At("on_export_end", (Exporter exporter) => events.Add(Path.GetFileName(exporter.File!)))]);
        Assert.That(events, Is.EqualTo(new[] { "kept", "val", "predict", "once.onnx" }));
        Assert.That(Model.Callbacks.List(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Callbacks_ForOneCall_AreCheckedAsOthers()
    {
        Assert.That(() => Model.Train(Tiny.Options, [Callback.At("on_train_ends", (Trainer _) => { })]), Throws.TypeOf<UnknownEventException>().With.Message.Contains("on_train_end"));
        Assert.That(() => Model.Train(Tiny.Options, [Callback.At("on_train_end", (Validator _) => { })]), Throws.TypeOf<CallbackTypeException>());
        Assert.That(() => Model.Train(Tiny.Options, [new EarlyStopping(), new EarlyStopping()]), Throws.InvalidOperationException.With.Message.Contains("EarlyStopping"));
        Assert.That(Model.Callbacks.List(), Is.Empty);
    }

    [Test]
    public void ProgressAdapter_OfATraining_ReportsEveryBatchAndEpoch()
    {
        var reports = new List<RunProgress>();
        using var adapter = Model.Callbacks.ReportTo(new Immediate(reports));

        Model.Train(Tiny.Options with { Epochs = 2 });
        _ = Model.Predict(Tiny.ValPictures, new() { ImageSize = 64, Batch = 4 }).Count();

        var trained = reports.Where(report => report.Mode == ReceiverKind.Trainer).ToList();
        Assert.That(trained.Select(report => report.Fraction), Is.EqualTo(new[] { 0.25, 0.5, 0.5, 0.75, 1, 1 }));
        Assert.That(trained[^1], Is.EqualTo(trained[^1] with { Epoch = 2, Epochs = 2, Batch = 2, Batches = 2 }));
        Assert.That(reports.Where(report => report.Mode == ReceiverKind.Predictor).Select(report => report.Fraction), Is.EqualTo(new[] { 0.5, 1 }));
    }

    [Test]
    public void CancellationAdapter_OfATraining_EndsItInOrder()
    {
        using var source = new CancellationTokenSource();
        using var adapter = Model.Callbacks.StopOn(source.Token);
        Model.AddCallback("on_train_batch_end", (Trainer _) => source.Cancel());

        var report = Model.Train(Tiny.Options with { Epochs = 5 });

        Assert.That((report.Epochs, report.StopReason, report.Validation.Metrics.Images), Is.EqualTo((1, "cancelled", 6)));
        Assert.That(report.Best, Does.Exist);
    }

    private static void ReadAll<T>(T run)
    {
        foreach (var property in typeof(T).GetProperties().Where(property => !property.PropertyType.IsByRefLike && property.GetIndexParameters().Length == 0))
        {
            Assert.That(() => property.GetValue(run), Throws.Nothing, property.Name);
        }
    }

    private sealed class Immediate(List<RunProgress> reports) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => reports.Add(value);
    }
}
