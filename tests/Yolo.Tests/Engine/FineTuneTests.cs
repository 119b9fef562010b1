using System.Text.Json;
using Yolo.Data.Augmentations;
using Yolo.Engine;

namespace Yolo.Tests.Engine;

/// <summary>Trainings of the reference, step by step.</summary>
public sealed class FineTuneTests
{
    private const int StepsThatAgreeClosely = 13;

    [TestCase("finetune-sgd")]
    [TestCase("finetune-adamw")]
    public void Train_RealPictures_FollowsTheReferenceStepByStep(string name)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", $"{name}.json")));
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        using var folder = new TemporaryFolder();
        var steps = golden.RootElement.GetProperty("steps").EnumerateArray().ToList();
        var epochs = golden.RootElement.GetProperty("epochs").EnumerateArray().ToList();
        var step = 0;
        var fit = 0;
        model.AddCallback("on_train_batch_end", (Trainer trainer) => CompareStep(trainer, steps[step++], step));
        model.AddCallback("on_fit_epoch_end", (Trainer trainer) => CompareEpoch(trainer, epochs[fit++]));

        model.Train(OptionsOf(golden.RootElement.GetProperty("settings"), folder.Root));

        Assert.That((step, fit), Is.EqualTo((steps.Count, epochs.Count)));
    }

    private static TrainOptions OptionsOf(JsonElement settings, string folder) => new()
    {
        Data = Shared.Path("datasets", "bccd", "bccd.yaml"),
        ImageSize = settings.GetProperty("imgsz").GetInt32(),
        Batch = settings.GetProperty("batch").GetInt32(),
        NominalBatch = settings.GetProperty("nbs").GetInt32(),
        Epochs = settings.GetProperty("epochs").GetInt32(),
        Rect = settings.GetProperty("rect").GetBoolean(),
        Optimizer = settings.GetProperty("optimizer").GetString()!,
        LearningRate = settings.GetProperty("lr0").GetDouble(),
        Momentum = settings.GetProperty("momentum").GetDouble(),
        WeightDecay = settings.GetProperty("weight_decay").GetDouble(),
        WarmupEpochs = settings.GetProperty("warmup_epochs").GetDouble(),
        CloseMosaic = settings.GetProperty("close_mosaic").GetInt32(),
        Augmentation = AugmentationSettings.None,
        Plots = false,
        Project = folder,
    };

    private static void CompareStep(Trainer trainer, JsonElement expected, int step)
    {
        var tolerance = step <= StepsThatAgreeClosely ? 0.001 : 0.03;
        var (items, means) = (trainer.LossValues.ToArray(), trainer.MeanLossValues.ToArray());
        Assert.Multiple(() =>
        {
            AssertLosses(items, expected.GetProperty("loss_items"), tolerance, $"loss of step {step}");
            AssertLosses(means, expected.GetProperty("tloss"), tolerance, $"mean loss of step {step}");

            AssertRates(trainer.LearningRates, expected.GetProperty("lr"), step);
            AssertRates(trainer.Momenta, expected.GetProperty("momentum"), step);
            Assert.That(trainer.Accumulate, Is.EqualTo(expected.GetProperty("accumulate").GetInt32()), $"accumulation of step {step}");
        });
    }

    private static void CompareEpoch(Trainer trainer, JsonElement expected)
    {
        foreach (var metric in expected.GetProperty("metrics").EnumerateObject())
        {
            Assert.That(trainer.Metrics[metric.Name], Is.EqualTo(metric.Value.GetDouble()).Within(0.02), $"{metric.Name} of epoch {trainer.Epoch}");
        }
    }

    private static void AssertLosses(float[] losses, JsonElement expected, double tolerance, string what)
    {
        foreach (var (value, golden) in losses.Zip(expected.EnumerateArray(), (value, golden) => (value, golden.GetDouble())))
        {
            Assert.That(value, Is.EqualTo(golden).Within(tolerance * golden), what);
        }
    }

    private static void AssertRates(IReadOnlyList<double> rates, JsonElement expected, int step) =>
        Assert.That(rates, Is.EqualTo(expected.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? 0 : value.GetDouble())).Within(1e-12), $"rates of step {step}");
}
