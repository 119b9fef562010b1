using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Models;
using Yolo.Tests.Runtime.StandIn;

namespace Yolo.Tests.Engine;

/// <summary>A step of a training asks a device for no number: a GPU would have to finish all that it was given before.</summary>
public sealed class WaitingTests() : SmallDatasetFixture(4)
{
    // What still waits; to become empty.
    [TestCase(ModelTask.Detect, "aten::nonzero")]
    [TestCase(ModelTask.Segment, "aten::nonzero", "aten::bincount", "aten::to")]
    [TestCase(ModelTask.Pose, "aten::nonzero")]
    [TestCase(ModelTask.Obb, "aten::nonzero")]
    [TestCase(ModelTask.Classify)]
    public void TrainStep_AsksTheDevice_ForNoNumber(ModelTask task, params string[] known)
    {
        Use(task);
        Assert.That(Reads(generation26: false).Distinct(), Is.EquivalentTo(known));
    }

    [TestCase(ModelTask.Segment, "aten::nonzero", "aten::bincount", "aten::to")]
    [TestCase(ModelTask.Pose, "aten::nonzero")]
    public void TrainStep_OfGeneration26_AsksTheDevice_ForNoNumber(ModelTask task, params string[] known)
    {
        Use(task);
        Assert.That(Reads(generation26: true).Distinct(), Is.EquivalentTo(known));
    }

    [Test]
    public void TrainStep_ACallbackThatAsks_IsSeen()
    {
        Use(ModelTask.Classify);
        Assert.That(Reads(generation26: false, trainer => _ = trainer.LossValues.Length), Is.EqualTo(new[] { "aten::to", "aten::to" }));
    }

    // From the first step's input to the end of the second: forward, loss, backward, clip, optimizer, average, and the input of the second.
    private List<string> Reads(bool generation26, Action<Trainer>? look = null)
    {
        const int steps = 2;
        using var lent = StandInDevice.Lend();
        var file = Path.Combine(Small.Root, "trace.json");
        using var model = new YoloModel(Small.TinyNetwork(generation26));
        var count = 0;
        model.AddCallback("on_train_batch_start", (Trainer trainer) =>
        {
            if (trainer.BatchIndex == 0)
            {
                OperatorTrace.Open(file);
                OperatorTrace.Begin();
            }
        });
        model.AddCallback("on_train_batch_end", (Trainer trainer) =>
        {
            look?.Invoke(trainer);
            if (++count == steps)
            {
                OperatorTrace.End();
                OperatorTrace.Close();
            }
        });
        model.Train(new()
        {
            Data = Small.Yaml,
            Device = StandInDevice.Device,
            ImageSize = 64,
            Batch = 2,
            NominalBatch = 2,
            Epochs = 1,
            Validate = false,
            Amp = false,
            Plots = false,
            Pretrained = false,
            Workers = 1,
            Project = Small.Root,
        });
        return OperatorTrace.Reads(file);
    }
}
