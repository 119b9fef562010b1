using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Models;
using Yolo.Tests.Runtime.StandIn;

namespace Yolo.Tests.Engine;

/// <summary>A step of a training asks a device for no number: a GPU would have to finish all that it was given before.</summary>
public sealed class WaitingTests() : SmallDatasetFixture(4)
{
    [Test]
    public void TrainStep_AsksTheDevice_ForNoNumber([Values(ModelTask.Detect, ModelTask.Segment, ModelTask.Pose, ModelTask.Obb, ModelTask.Classify)] ModelTask task)
    {
        Use(task);
        Assert.That(Reads(generation26: false), Is.Empty);
    }

    [Test]
    public void TrainStep_OfGeneration26_AsksTheDevice_ForNoNumber([Values(ModelTask.Segment, ModelTask.Pose)] ModelTask task)
    {
        Use(task);
        Assert.That(Reads(generation26: true), Is.Empty);
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
