using System.Runtime.InteropServices;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Tests.Engine.Optimization;

namespace Yolo.Tests.Engine;

/// <summary>Trainings whose memory does not suffice, which here is said by a fault in the network.</summary>
public sealed class SmallerBatchTests() : SingleThreadFixture(6)
{
    private const string Fault = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 8.00 GiB\nException raised from malloc";

    private TrainOptions Options => Small.Steps(Folder.Root) with { Epochs = 2, Batch = 4, NominalBatch = 8 };

    [Test]
    public void Train_ABatchThatDoesNotFit_LearnsWhatHalfOfItLearns()
    {
        var (halved, trainer) = Train(Options, failsAt: [1]);
        var (small, _) = Train(Options with { Batch = 2 }, failsAt: []);

        Assert.Multiple(() =>
        {
            Assert.That(halved, Is.EqualTo(small));
            Assert.That((trainer.Options.Batch, trainer.Accumulate, trainer.BatchesPerEpoch), Is.EqualTo((2, 4, 3)));
            Assert.That(trainer.Notices, Is.EqualTo(new[] { "The memory of the device does not suffice for batch=4: going on with batch=2, the gradients of 4 batches added up." }));
            Assert.That(trainer.Report!.Warnings, Is.EqualTo(trainer.Notices));
            Assert.That(File.ReadLines(Path.Combine(trainer.SaveDirectory!, "args.yaml")), Has.Member("batch: 2"));
        });
    }

    // Weights change with every batch of two; the second does not fit.
    [Test]
    public void Train_InTheMiddleOfAnEpoch_GoesOnWithThePictureAfterTheLastChange()
    {
        List<string> pictures = [];
        List<long> steps = [];
        _ = Train(Options with { Epochs = 1, Batch = 2, NominalBatch = 2 }, failsAt: [1], trainer =>
        {
            pictures.AddRange(trainer.Batch!.Paths);
            steps.Add(trainer.GlobalStep);
        });

        Assert.Multiple(() =>
        {
            Assert.That(pictures, Is.Unique.And.Count.EqualTo(6));
            Assert.That(steps, Is.EqualTo(new long[] { 1, 3, 4, 5, 6 }), "in batches of one the first two pictures are two steps");
        });
    }

    [Test]
    public void Train_ABatchBeyondTheNominalOne_KeepsPicturesAndDecayOfAStep()
    {
        var (_, trainer) = Train(Options with { NominalBatch = 2, WeightDecay = 0.01 }, failsAt: [0]);

        Assert.That((trainer.Options.Batch, trainer.Options.NominalBatch, trainer.Options.WeightDecay, trainer.Accumulate), Is.EqualTo((2, 4, 0.02, 2)));
    }

    [Test]
    public void Train_WhatDoesNotFitThreeTimes_SaysWhatWasTried()
    {
        List<string> before = [];
        var error = Assert.Throws<TrainingException>(() => Train(Options with { Batch = 16 }, failsAt: [0, 1, 2, 3], step: null, before.AddRange));

        Assert.Multiple(() =>
        {
            Assert.That(error!.Message, Does.StartWith("The memory of the device does not suffice; tried were batch=16, 8, 4, 2. ").And.EndsWith("GPU 0 has a total capacity of 8.00 GiB"));
            Assert.That(error.InnerException, Is.TypeOf<ExternalException>());
            Assert.That(before, Has.Count.EqualTo(3));
        });
    }

    [Test]
    public void Train_OnePictureThatDoesNotFit_SaysSo() =>
        Assert.That(() => Train(Options with { Batch = 2 }, failsAt: [0, 1]), Throws.TypeOf<TrainingException>().With.Message.Contains("tried were batch=2, 1."));

    [Test]
    public void Train_WhatFittedForAnEpoch_IsNotMadeSmaller() =>
        Assert.That(() => Train(Options, failsAt: [2]), Throws.TypeOf<TrainingException>().With.Message.Contains("batch=4, which fitted before").And.Message.Contains("resume=true"));

    [Test]
    public void Train_AnotherError_GoesThrough() =>
        Assert.That(() => Train(Options, failsAt: [0], fault: "CUDA error: device-side assert triggered"), Throws.TypeOf<ExternalException>());

    [Test]
    public void Train_AfterABatchWasHalved_LeavesNoTensorBehind()
    {
        _ = Train(Options, failsAt: [1]);
        var before = LiveTensors.Count;

        _ = Train(Options, failsAt: [1]);

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    // Steps of the network are counted from 0; those of validations are not.
    private (Dictionary<string, byte[]> Weights, Trainer Trainer) Train(
        TrainOptions options, int[] failsAt, Action<Trainer>? step = null, Action<IEnumerable<string>>? notices = null, string fault = Fault)
    {
        using var model = new YoloModel(Small.TinyNetwork());
        Dictionary<string, byte[]> weights = [];
        var count = 0;
        model.AddCallback("on_pretrain_routine_end", (Trainer trainer) => trainer.Network!.register_forward_pre_hook((_, input) =>
            failsAt.Contains(count++) ? throw new ExternalException(fault) : input));
        model.AddCallback("on_train_batch_end", (Trainer trainer) => step?.Invoke(trainer));
        model.AddCallback("on_final_eval_start", (Trainer trainer) => weights = ParametersOf(trainer));
        model.AddCallback("teardown", (Trainer trainer) => notices?.Invoke(trainer.Notices));
        var trainer = new Trainer(model, options);
        _ = trainer.Train();
        return (weights, trainer);
    }

    // Norms have seen the pictures of the step that failed; weights have not learned from them.
    private static Dictionary<string, byte[]> ParametersOf(Trainer trainer)
    {
        var names = trainer.Network!.named_parameters().Select(entry => entry.name).ToHashSet();
        return Training.Bits(trainer.Network).Where(entry => names.Contains(entry.Key)).ToDictionary();
    }
}
