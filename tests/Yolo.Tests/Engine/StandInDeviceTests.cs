using Yolo.Engine;
using Yolo.Engine.Inference;
using Yolo.Engine.Training;
using Yolo.Models;
using Yolo.Tests.Runtime.StandIn;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine;

/// <summary>Every path on a device that is not the processor, beside the same on the processor: a tensor that is made in the wrong place fails here, without a GPU.</summary>
public sealed class StandInDeviceTests() : SmallDatasetFixture(4)
{
    private const double Tolerance = 1e-3;

    [TestCase(ModelTask.Detect, "SGD")]
    [TestCase(ModelTask.Pose, "AdamW", true)]
    [TestCase(ModelTask.Obb, "MuSGD")]
    [TestCase(ModelTask.Obb, "RMSProp", true)]
    [TestCase(ModelTask.Classify, "AdamW")]
    public void Train_OnADevice_LosesAndJudgesAsOnTheProcessor(ModelTask task, string optimizer, bool generation26 = false)
    {
        Use(task);
        using var lent = StandInDevice.Lend();

        var (expected, wanted) = Train(CPU, optimizer, generation26);
        var (losses, found) = Train(StandInDevice.Device, optimizer, generation26);

        Assert.Multiple(() =>
        {
            Assert.That(losses, Is.EqualTo(expected).Within(Tolerance).Percent);
            Assert.That(found.Epochs, Is.EqualTo(wanted.Epochs));
        });
    }

    // Masks are cut at other cells on a processor than on a GPU, as the reference cuts them: the losses of these differ.
    [TestCase(false)]
    [TestCase(true)]
    public void Train_Segments_OnADevice_LosesAsOnTheProcessorButForMasks(bool generation26)
    {
        const int masks = 1;
        Use(ModelTask.Segment);
        using var lent = StandInDevice.Lend();

        var (expected, _) = Train(CPU, "auto", generation26);
        var (losses, _) = Train(StandInDevice.Device, "auto", generation26);

        Assert.Multiple(() =>
        {
            Assert.That(losses[masks], Is.EqualTo(expected[masks]).Within(15).Percent);
            Assert.That(losses.Where((_, i) => i != masks), Is.EqualTo(expected.Where((_, i) => i != masks)).Within(Tolerance).Percent);
        });
    }

    [Test]
    public void Train_InterruptedOnADevice_GoesOnThere()
    {
        Use(ModelTask.Obb);
        using var lent = StandInDevice.Lend();
        using var model = new YoloModel(Small.TinyNetwork());
        using var interruption = new CancellationTokenSource();
        model.AddCallback("on_train_batch_end", (Trainer _) => interruption.Cancel());
        Assert.That(() => model.Train(Options(StandInDevice.Device, "SGD"), cancellation: interruption.Token), Throws.InstanceOf<OperationCanceledException>());

        using var last = new YoloModel(Path.Combine(Small.Root, "train", "weights", "last.pt"));
        var report = last.Train(new() { Resume = true, Device = StandInDevice.Device });

        Assert.That(report.Epochs, Is.EqualTo(1));
    }

    [Test]
    public void Validate_OnADevice_FindsTheSame()
    {
        using var lent = StandInDevice.Lend();

        Assert.That(Metrics(StandInDevice.Device), Is.EqualTo(Metrics(CPU)).Within(1e-3));

        double[] Metrics(Device device)
        {
            using var model = Small.Model();
            return [.. model.Validate(Small.Options with { Device = device }).Outcome.ToDictionary().Values];
        }
    }

    [TestCase("bccd-yolov8n", "bccd")]
    [TestCase("bccd-yolov8n", "bccd", true)]
    [TestCase("bccd-yolo26n", "bccd")]
    [TestCase("yolo11n-seg", "coco-seg")]
    [TestCase("yolo26n-pose", "coco8-pose")]
    [TestCase("yolo11n-obb", "dota")]
    [TestCase("yolo11n-cls", "flowers")]
    public void Predict_OnADevice_FindsTheSame(string weights, string dataset, bool augment = false)
    {
        using var lent = StandInDevice.Lend();
        var picture = Directory.EnumerateFiles(Shared.Path("datasets", dataset), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

        Assert.That(Numbers(StandInDevice.Device), Is.EqualTo(Numbers(CPU)).Within(0.01));

        double[] Numbers(Device device)
        {
            using var model = new YoloModel(Shared.Path("weights", weights + ".pt"));
            var result = model.Predict(picture, new() { Device = device, ImageSize = 192, Confidence = 0.1, Augment = augment, Engine = EngineKind.Torch }).Single();
            return
            [
                .. result.Boxes.SelectMany(found => new double[] { found.Confidence, found.Box.X1, found.Box.Y1, found.Box.X2, found.Box.Y2 }),
                .. result.Keypoints?.SelectMany(points => points.SelectMany(point => new double[] { point.X, point.Y })) ?? [],
                .. result.Probabilities?.AsSpan().ToArray().Select(number => (double)number) ?? [],
            ];
        }
    }

    [TestCase(ModelTask.Detect)]
    [TestCase(ModelTask.Segment)]
    public void Export_OnADevice_WritesTheSameFile(ModelTask task)
    {
        Use(task);
        using var lent = StandInDevice.Lend();
        using var model = new YoloModel(Small.TinyWeights());
        var there = Path.Combine(Small.Root, "there.onnx");

        var path = model.Export(new() { Device = StandInDevice.Device, ImageSize = new ImageSize(96, 96), File = there });

        Assert.That(new FileInfo(path), Has.Length.GreaterThan(10_000));
        using var exported = new YoloModel(path);
        Assert.That(exported.Predict(new Yolo.Imaging.Image(96, 96)).ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Move_ThereAndBack_KeepsTheWeights()
    {
        using var lent = StandInDevice.Lend();
        using var model = new YoloModel(Small.TinyNetwork());
        var before = model.Network.parameters().First().clone();

        model.To(StandInDevice.Device);
        var info = model.Info().ToString();
        model.To(CPU);

        Assert.Multiple(() =>
        {
            Assert.That(info, Does.Contain("GFLOPs"));
            Assert.That(model.Network.parameters().First().allclose(before), Is.True);
        });
    }

    private (float[] Losses, TrainReport Report) Train(Device device, string optimizer, bool generation26)
    {
        float[] losses = [];
        using var model = new YoloModel(Small.TinyNetwork(generation26));
        model.AddCallback("on_train_epoch_end", (Trainer trainer) => losses = trainer.MeanLossValues.ToArray());
        var report = model.Train(Options(device, optimizer));
        return (losses, report);
    }

    private TrainOptions Options(Device device, string optimizer) => new()
    {
        Data = Small.Yaml,
        Device = device,
        ImageSize = 64,
        Batch = 2,
        NominalBatch = 2,
        Epochs = 1,
        Optimizer = optimizer,
        Amp = false,
        Plots = false,
        Pretrained = false,
        Workers = 1,
        Project = Small.Root,
    };
}
