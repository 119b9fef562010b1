using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Engine;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>Checkpoints that are written while the training goes on, and those of trainings that fail.</summary>
public sealed class BackgroundCheckpointTests() : SingleThreadFixture(5)
{
    [Test]
    public void Capture_WrittenLaterByAnotherThread_HoldsTheMoment_AndNoTensor()
    {
        var captured = new List<Action>();
        var live = new List<long>();
        using var model = new YoloModel(Small.TinyNetwork());
        using var storm = new Storm();

        model.Train(Options("run") with { NominalBatch = 4, Optimizer = "AdamW" },
        [
            Callback.At("on_train_batch_end", (Trainer trainer) =>
            {
                // In the middle of an accumulated batch, so that gradients wait.
                trainer.SaveCheckpoint(Folder.Path("now.pt"), weightsOnly: false);
                trainer.SaveCheckpoint(Folder.Path("now-weights.pt"), weightsOnly: true);
                live.Add(LiveTensors.Count);
                captured.Add(trainer.CaptureCheckpoint(Folder.Path("later.pt"), weightsOnly: false));
                captured.Add(trainer.CaptureCheckpoint(Folder.Path("later-weights.pt"), weightsOnly: true));
                live.Add(LiveTensors.Count);
            }, when: trainer => trainer.GlobalStep == 5),
            Callback.At("on_train_batch_end", (Trainer _) => captured.ForEach(write => Task.Run(write).Wait()), when: trainer => trainer.GlobalStep == 8),
        ]);

        Assert.That(live[1], Is.EqualTo(live[0]));
        AssertSame("now.pt", "later.pt");
        AssertSame("now-weights.pt", "later-weights.pt");
        Assert.That(TrainingState.Of(CheckpointReader.Read(Folder.Path("later.pt")))!.Optimizer["gradients"], Is.Not.Empty);
        Assert.That(storm.Collections, Is.Not.Zero);
    }

    [Test]
    public void InBackground_BesideThreadsThatAllocate_WritesWhatIsWrittenAtOnce()
    {
        using var model = new YoloModel(Small.TinyNetwork());
        using var storm = new Storm();

        var report = model.Train(Options("run"),
        [
            new ModelCheckpoint("at-once/{epoch}-{batch}.pt") { EveryBatches = 1, KeepLast = 4, StateKey = "at once" },
            new ModelCheckpoint("behind/{epoch}-{batch}.pt") { EveryBatches = 1, KeepLast = 4, InBackground = true, StateKey = "behind" },
        ]);

        string[] Names(string folder) =>
            [.. new DirectoryInfo(Path.Combine(report.SaveDirectory, folder)).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];
        Assert.That(Names("behind"), Is.EqualTo(new[] { "2-3.pt", "3-1.pt", "3-2.pt", "3-3.pt" }).And.EqualTo(Names("at-once")));
        foreach (var name in Names("behind"))
        {
            AssertSame(Path.Combine("run", "at-once", name), Path.Combine("run", "behind", name));
        }
    }

    [Test]
    public void InBackground_WhereNothingCanBeWritten_EndsTheTrainingWithTheReason()
    {
        using var model = new YoloModel(Small.TinyNetwork());
        Directory.CreateDirectory(Folder.Path("kept", "1.pt"));

        Assert.That(() => model.Train(Options("run"), [new ModelCheckpoint(Folder.Path("kept", "{epoch}.pt")) { InBackground = true }]),
            Throws.TypeOf<CallbackException>().With.Message.Contains("1.pt").And.Message.Contains("cannot be written"));
    }

    [Test]
    public void I_can_go_on_from_what_was_saved_when_the_training_failed()
    {
        float[] Losses(YoloModel model, TrainOptions options, params Callback[] callbacks)
        {
            var losses = new List<float>();
            using (model)
            {
                try
                {
                    model.Train(options, [.. callbacks, Callback.At("on_train_batch_end", (Trainer trainer) => losses.Add(trainer.LossValues[0]))]);
                }
                catch (CallbackException error)
                {
                    Assert.That(error.Message, Does.Contain("power cut"));
                }
            }

            return [.. losses];
        }

        var whole = Losses(new YoloModel(Small.TinyNetwork()), Options("whole"));
        var first = Losses(
            new YoloModel(Small.TinyNetwork()),
            Options("failed"),
            new ModelCheckpoint("weights/{epoch}.pt") { SaveOnException = true, InBackground = true },
            PowerCut("on_train_batch_start"));
        var saved = new YoloModel(Folder.Path("failed", "weights", "exception.pt"));
        var second = Losses(saved, new() { Resume = true }, new ModelCheckpoint("weights/{epoch}.pt"));

        Assert.That(first.Concat(second), Is.EqualTo(whole));
    }

    [TestCase("on_train_batch_start", 2)]
    [TestCase("optimizer_step", 0, Description = "the weights have changed by then")]
    public void SaveOnException_InAStep_LetsThePicturesSinceTheLastChangeComeAgain(string name, int again)
    {
        var options = Options("failed") with { NominalBatch = 4 };
        using (var model = new YoloModel(Small.TinyNetwork()))
        {
            Assert.That(
                () => model.Train(options, [new ModelCheckpoint("weights/{epoch}.pt") { SaveOnException = true }, PowerCut(name)]),
                Throws.TypeOf<CallbackException>());
        }

        var steps = new List<(int Epoch, int Batch)>();
        using var resumed = new YoloModel(Folder.Path("failed", "weights", "exception.pt"));
        var record = Callback.At("on_train_batch_end", (Trainer trainer) => steps.Add((trainer.Epoch, trainer.BatchIndex)));
        resumed.Train(new() { Resume = true }, [record]);

        // The weights changed in the second and the fourth of six batches, three of which are an epoch.
        Assert.That(steps, Is.EqualTo(new[] { (1, 1), (1, 2), (2, 0), (2, 1), (2, 2) }.Skip(2 - again)));
        Assert.That(TrainingState.Of(CheckpointReader.Read(Folder.Path("failed", "weights", "exception.pt")))!.Optimizer["gradients"], Is.Empty);
    }

    [Test]
    public void SaveCheckpoint_BeforeThereIsANetwork_SaysWhen()
    {
        using var model = new YoloModel(Small.TinyNetwork());
        Action<Trainer>[] attempts = [trainer => trainer.SaveCheckpoint(Folder.Path("a.pt"), false), trainer => trainer.CaptureCheckpoint(Folder.Path("a.pt"), false)()];
        foreach (var early in attempts)
        {
            Assert.That(
                () => model.Train(Options("early"), [Callback.At("on_pretrain_routine_start", early)]),
                Throws.TypeOf<CallbackException>().With.Message.Contains("on_pretrain_routine_end"));
        }
    }

    [Test]
    public void Capture_OfAFileThatTheTrainingReads_IsRefused()
    {
        var weights = Small.TinyWeights();
        using var model = new YoloModel(weights);

        Assert.That(() => model.Train(Options("same"), [Callback.At("on_train_start", (Trainer trainer) => trainer.CaptureCheckpoint(weights, false)())]),
            Throws.TypeOf<CallbackException>().With.InnerException.TypeOf<SettingException>());
    }

    private static Callback PowerCut(string name) =>
        Callback.At(name, (Trainer _) => throw new InvalidOperationException("power cut"), when: trainer => trainer.GlobalStep == 6);

    private void AssertSame(string one, string other)
    {
        var (first, second) = (CheckpointReader.Read(Folder.Path(one)).File.Tensors, CheckpointReader.Read(Folder.Path(other)).File.Tensors);
        Assert.That(second, Has.Count.EqualTo(first.Count).And.Count.GreaterThan(30), other);
        Assert.That(first.Zip(second).Count(pair => !pair.First.Bytes.Span.SequenceEqual(pair.Second.Bytes.Span)), Is.Zero, other);
    }

    private TrainOptions Options(string name) => Small.Steps(Folder.Root) with { Name = name };
}
