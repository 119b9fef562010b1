using TorchSharp.Modules;
using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Data.Augmentations;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Models;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>Callbacks that change the course of a training: what learns, after how many batches, and how it ends; also where it is interrupted.</summary>
public sealed class ChangingCourseTests() : SingleThreadFixture(5)
{
    [Test]
    public void UnfreezeAt_AnEpoch_LetsWeightsAndStatisticsLearnFromThenOn()
    {
        var states = new List<Dictionary<string, byte[]>>();
        var trained = new List<bool>();
        using var model = new YoloModel(Small.TinyNetwork());

        model.Train(Options("stages") with { Freeze = ["backbone"] },
        [
            new UnfreezeAt(1, "model.2", "model.3"), new UnfreezeAt(2),
            Callback.At("on_train_epoch_start", (Trainer trainer) => states.Add(BytesOf(trainer.Network!))),
            Callback.At("on_final_eval_start", (Trainer trainer) => states.Add(BytesOf(trainer.Network!))),
            Callback.At("on_train_batch_end", (Trainer trainer) => trained.Add(trainer.Network!.Layers[2].Module.modules().OfType<BatchNorm>().All(norm => norm.training))),
        ]);

        string Changed(int epoch) => string.Join(' ', states[epoch]
            .Where(entry => entry.Key.EndsWith(".conv.weight", StringComparison.Ordinal) || entry.Key.EndsWith(".running_mean", StringComparison.Ordinal))
            .Where(entry => !entry.Value.AsSpan().SequenceEqual(states[epoch + 1][entry.Key]))
            .Select(entry => entry.Key.Split('.')[1])
            .Distinct());
        Assert.That((Changed(0), Changed(1), Changed(2)), Is.EqualTo(("7", "2 3 7", "0 1 2 3 4 5 6 7")));
        Assert.That(trained, Is.EqualTo(new[] { false, false, false, true, true, true, true, true, true }));
    }

    [Test]
    public void Accumulation_BySchedule_ChangesTheWeightsAfterSoManyBatches()
    {
        var steps = new List<long>();
        using var model = new YoloModel(Small.TinyNetwork());

        model.Train(Options("accumulating") with { WarmupEpochs = 3 },
        [
            new GradientAccumulationScheduler(new Dictionary<int, int> { [0] = 2, [1] = 1, [2] = 3 }),
            Callback.At("optimizer_step", (Trainer trainer) => steps.Add(trainer.GlobalStep)),
        ]);

        Assert.That(steps, Is.EqualTo(new long[] { 2, 4, 5, 6, 9 }), "in the warm-up, too, and over the end of an epoch");
    }

    [Test]
    public void I_can_resume_a_run_whose_layers_and_accumulation_change_on_the_way()
    {
        var options = Options("whole") with { Freeze = ["model.0", "*.bn"], Optimizer = "AdamW" };
        var whole = Finish(new YoloModel(Small.TinyNetwork()), options, Changing());
        for (var step = 1; step < 9; step++)
        {
            var name = FormattableString.Invariant($"after{step}");
            using var interruption = new CancellationTokenSource();
            using (var model = new YoloModel(Small.TinyNetwork()))
            {
                var interrupt = Callback.At("on_train_batch_end", (Trainer _) => interruption.Cancel(), when: trainer => trainer.GlobalStep == step);
                Assert.That(() => model.Train(options with { Name = name }, [.. Changing(), interrupt], interruption.Token), Throws.InstanceOf<OperationCanceledException>());
            }

            var resumed = Finish(new YoloModel(Folder.Path(name, "weights", "last.pt")), new() { Resume = true }, Changing());

            Assert.That(Differences(resumed, whole), Is.Empty, $"interrupted after step {step}");
        }

        static Callback[] Changing() => [new UnfreezeAt(1, "model.0"), new UnfreezeAt(2), new GradientAccumulationScheduler(new Dictionary<int, int> { [0] = 2, [1] = 1, [2] = 2 })];
    }

    [Test]
    public void Unfreeze_ByAFunction_LastsWhenTheRunIsResumed()
    {
        var options = Options("whole") with { Freeze = ["backbone"] };
        var unfreeze = () => Callback.At("on_train_epoch_start", (Trainer trainer) => trainer.Unfreeze("model.1", 3), when: trainer => trainer.Epoch == 1);
        var whole = Finish(new YoloModel(Small.TinyNetwork()), options, unfreeze());
        using var interruption = new CancellationTokenSource();
        using (var model = new YoloModel(Small.TinyNetwork()))
        {
            var interrupt = Callback.At("on_train_batch_end", (Trainer _) => interruption.Cancel(), when: trainer => trainer.GlobalStep == 4);
            Assert.That(() => model.Train(options with { Name = "interrupted" }, [unfreeze(), interrupt], interruption.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        var resumed = Finish(new YoloModel(Folder.Path("interrupted", "weights", "last.pt")), new() { Resume = true });

        Assert.That(Differences(resumed, whole), Is.Empty);
    }

    [Test]
    public void Unfreeze_BeforeThereIsANetwork_SaysWhen()
    {
        using var model = new YoloModel(Small.TinyNetwork());
        var early = Callback.At("on_pretrain_routine_start", (Trainer trainer) => trainer.Unfreeze());

        Assert.That(() => model.Train(Options("early"), [early]), Throws.TypeOf<CallbackException>().With.Message.Contains("on_pretrain_routine_end"));
    }

    [TestCase(null)]
    [TestCase(4)]
    [TestCase(7)]
    [TestCase(10)]
    public void CloseMosaicFirst_WhenPatienceIsOver_TrainsOnWholePicturesBeforeItEnds(int? interruptAfter)
    {
        var options = Options("finishing") with { Epochs = 20, CloseMosaic = 2, Augmentation = new AugmentationSettings { Mosaic = 1 } };
        var (inputs, ends) = (new List<string>(), new List<int>());
        Callback[] Stopping() =>
        [
            new EarlyStopping { Patience = 1, CloseMosaicFirst = true },
            Callback.At("on_metrics_ready", (Trainer trainer) => trainer.Fitness = trainer.Epoch == 0 ? 0.5 : 0.4),
            Callback.At("on_train_epoch_end", (Trainer trainer) => ends.Add(trainer.Epochs)),
            Callback.At("on_train_batch_end", (Trainer trainer) => inputs.Add(IsMosaic(trainer) ? "mosaic" : "whole"), when: trainer => trainer.BatchIndex == 0),
        ];
        var model = new YoloModel(Small.TinyNetwork());
        if (interruptAfter is { } step)
        {
            using var interruption = new CancellationTokenSource();
            var interrupt = Callback.At("on_train_batch_end", (Trainer _) => interruption.Cancel(), when: trainer => trainer.GlobalStep == step);
            Assert.That(() => model.Train(options, [.. Stopping(), interrupt], interruption.Token), Throws.InstanceOf<OperationCanceledException>());
            model.Dispose();
            (model, options) = (new YoloModel(Folder.Path("finishing", "weights", "last.pt")), new TrainOptions { Resume = true });
        }

        using (model)
        {
            var report = model.Train(options, Stopping());

            using (Assert.EnterMultipleScope())
            {
                Assert.That((report.Epochs, report.StopCause, report.StopReason), Is.EqualTo((4, StopCause.Callback, "fitness did not improve for 1 epoch(s)")));
                Assert.That(inputs, Is.EqualTo(new[] { "mosaic", "mosaic", "whole", "whole" }));
                Assert.That(ends, Is.EqualTo(new[] { 20, 20, 4, 4 }), "the end is known when it is asked for");
            }
        }
    }

    [Test]
    public void CloseMosaicFirst_WithoutEpochsForIt_StopsAtOnce()
    {
        using var model = new YoloModel(Small.TinyNetwork());
        var report = model.Train(Options("at once") with { Epochs = 9, CloseMosaic = 0 },
            [new EarlyStopping { Patience = 1, CloseMosaicFirst = true }, Callback.At("on_metrics_ready", (Trainer trainer) => trainer.Fitness = 0.5)]);

        Assert.That((report.Epochs, report.StopCause), Is.EqualTo((2, StopCause.Callback)));
    }

    [TestCase(5, 4, 5, Description = "its own epochs without mosaic have begun")]
    [TestCase(6, 9, 6, Description = "there are not so many left")]
    public void FinishWithoutMosaic_NearTheEnd_EndsWhenItWasTo(int epochs, int closeMosaic, int expected)
    {
        using var model = new YoloModel(Small.TinyNetwork());
        var report = model.Train(Options("near") with { Epochs = epochs, CloseMosaic = closeMosaic },
            [Callback.At("on_fit_epoch_end", (Trainer trainer) => trainer.FinishWithoutMosaic(), when: trainer => trainer.Epoch == 2)]);

        Assert.That((report.Epochs, report.StopCause), Is.EqualTo((expected, StopCause.Epochs)));
    }

    [Test]
    public void FinishWithoutMosaic_AskedForInAnEpochThatIsInterrupted_IsHonouredWhenItIsResumed()
    {
        using (var model = new YoloModel(Small.TinyNetwork()))
        using (var interruption = new CancellationTokenSource())
        {
            var ask = Callback.At("on_train_batch_end", (Trainer trainer) =>
            {
                trainer.FinishWithoutMosaic("enough");
                interruption.Cancel();
            }, when: trainer => trainer.Epoch == 1 && trainer.BatchIndex == 0);
            Assert.That(() => model.Train(Options("asked") with { Epochs = 20, CloseMosaic = 2 }, [ask], interruption.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        using var resumed = new YoloModel(Folder.Path("asked", "weights", "last.pt"));
        var report = resumed.Train(new TrainOptions { Resume = true });

        Assert.That((report.Epochs, report.StopReason), Is.EqualTo((4, "enough")));
    }

    [Test]
    public void UnfreezeAt_InStages_GoesOnWhereAnEarlierOneHasFreedAll()
    {
        static Callback[] Stages() => [new UnfreezeAt(1, "backbone"), new UnfreezeAt(3)];
        using (var model = new YoloModel(Small.TinyNetwork()))
        using (var interruption = new CancellationTokenSource())
        {
            var interrupt = Callback.At("on_train_batch_end", (Trainer _) => interruption.Cancel(), when: trainer => trainer.Epoch == 1 && trainer.BatchIndex == 0);
            Assert.That(() => model.Train(Options("stages") with { Epochs = 4, Freeze = ["backbone"] }, [.. Stages(), interrupt], interruption.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        using var resumed = new YoloModel(Folder.Path("stages", "weights", "last.pt"));
        Assert.That(resumed.Train(new TrainOptions { Resume = true }, Stages()).Epochs, Is.EqualTo(4));
    }

    [Test]
    public void Patience_WhileTheTrainingFinishes_DoesNotEndIt()
    {
        using var model = new YoloModel(Small.TinyNetwork());
        var report = model.Train(Options("patient") with { Epochs = 20, CloseMosaic = 4, Patience = 2 },
        [
            Callback.At("on_metrics_ready", (Trainer trainer) => trainer.Fitness = trainer.Epoch == 0 ? 0.5 : 0.4),
            Callback.At("on_fit_epoch_end", (Trainer trainer) => trainer.FinishWithoutMosaic("enough"), when: trainer => trainer.Epoch == 1),
        ]);

        Assert.That((report.Epochs, report.StopReason), Is.EqualTo((6, "enough")));
    }

    private static bool IsMosaic(Trainer trainer)
    {
        using var whole = trainer.Data!.Read(trainer.Epoch, 0, mixing: false).First();
        return !whole.BoxesXywhNormalized.AsSpan().SequenceEqual(trainer.Batch!.Samples.BoxesXywhNormalized);
    }

    private static Dictionary<string, byte[]> Finish(YoloModel model, TrainOptions options, params Callback[] callbacks)
    {
        Dictionary<string, byte[]> end = [];
        using (model)
        {
            model.Train(options, [.. callbacks, Callback.At("on_final_eval_start", (Trainer trainer) =>
                end = BytesOf(trainer.Network!).Select(entry => KeyValuePair.Create("weights " + entry.Key, entry.Value))
                    .Concat(BytesOf(trainer.Average!).Select(entry => KeyValuePair.Create("average " + entry.Key, entry.Value))).ToDictionary())]);
        }

        return end;
    }

    private TrainOptions Options(string name) => Small.Steps(Folder.Root) with { Name = name };

    private static Dictionary<string, byte[]> BytesOf(YoloNetwork network) =>
        network.StateEntries().ToDictionary(entry => entry.Key, entry => WeightTransfer.ToData(entry.Value).Bytes.ToArray(), StringComparer.Ordinal);

    private static List<string> Differences(Dictionary<string, byte[]> one, Dictionary<string, byte[]> other) =>
        [.. one.Where(entry => !entry.Value.AsSpan().SequenceEqual(other[entry.Key])).Select(entry => entry.Key).Take(5)];
}
