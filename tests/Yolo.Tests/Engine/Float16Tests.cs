using TorchSharp;
using Yolo.Checkpoints;
using Yolo.Engine;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;

namespace Yolo.Tests.Engine;

/// <summary>Trainings in float16, whose losses are scaled.</summary>
public sealed class Float16Tests() : SingleThreadFixture(5)
{
    private TrainOptions Options => new()
    {
        Data = Small.Yaml,
        Epochs = 2,
        ImageSize = 64,
        Batch = 2,
        NominalBatch = 2,
        Optimizer = "SGD",
        Amp = true,
        AmpType = torch.ScalarType.Float16,
        Plots = false,
        Project = Folder.Root,
    };

    [Test]
    public void Train_InFloat16_LosesAboutTheSame()
    {
        var single = First(Options with { Amp = false, AmpType = null }, out var precision);
        Assert.That(precision, Is.EqualTo(torch.ScalarType.Float32));

        var half = First(Options, out precision);

        Assert.That(precision, Is.EqualTo(torch.ScalarType.Float16));
        Assert.That(half, Is.EqualTo(single).Within(1).Percent.And.Not.EqualTo(single));
    }

    [Test]
    public void Train_InFloat16_LearnsAsInSingle()
    {
        var options = Options with { Epochs = 4 };

        Assert.That(Last(options), Is.EqualTo(Last(options with { Amp = false, AmpType = null })).Within(1).Percent);
    }

    [Test]
    public void Train_WhoseGradientsOverflow_LowersTheScaleAndLearns()
    {
        var (scaler, weights) = Train("large", Options with { Gains = new() { Box = 1e5 }, Epochs = 4 });

        Assert.Multiple(() =>
        {
            Assert.That((double)scaler["scale"]!, Is.LessThan(65536).And.GreaterThan(1));
            Assert.That(weights.Values.All(bytes => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray().All(float.IsFinite)));
        });
    }

    [TestCase("SGD")]
    [TestCase("AdamW")]
    [TestCase("MuSGD")]
    public void I_can_resume_a_run_in_float16(string optimizer)
    {
        var options = Options with { Optimizer = optimizer, Gains = new() { Box = 1e5 } };
        var (scaler, whole) = Train("whole", options);
        Assert.That(() => Train("broken", options, interruptAfter: 4), Throws.InstanceOf<OperationCanceledException>());
        var last = Folder.Path("broken", "weights", "last.pt");
        Assert.That(ScalerOf(last).Keys, Is.EqualTo(new[] { "scale", "growth_factor", "backoff_factor", "growth_interval", "_growth_tracker" }), "the reference's");

        var (scalerOfResumed, resumed) = Train(last, new() { Resume = true });

        Assert.Multiple(() =>
        {
            Assert.That(scalerOfResumed, Is.EqualTo(scaler));
            Assert.That(resumed, Is.EqualTo(whole));
        });
    }

    [TestCase("true", true, null, "true")]
    [TestCase("false", false, null, "false")]
    [TestCase("float16", true, torch.ScalarType.Float16, "float16")]
    [TestCase("BFloat16", true, torch.ScalarType.BFloat16, "bfloat16")]
    public void Setting_OfAmp_IsAFlagOrAType(string text, bool amp, torch.ScalarType? type, string written)
    {
        var options = TrainSettings.Table.Apply(new(), "amp", text);

        Assert.That((options.Amp, options.AmpType, TrainSettings.Table.Values(options)["amp"]), Is.EqualTo(((bool?)amp, type, written)));
    }

    [Test]
    public void Setting_OfAmp_RefusesOtherTypes()
    {
        using var model = new YoloModel(Small.TinyNetwork());

        Assert.That(() => TrainSettings.Table.Apply(new(), "amp", "float8"), Throws.TypeOf<SettingException>());
        Assert.That(() => model.Train(Options with { AmpType = torch.ScalarType.Float64 }), Throws.TypeOf<SettingException>().With.Message.Contains("amp=float64"));
    }

    [TestCase("cuda", 7, torch.ScalarType.Float16)]
    [TestCase("cuda", 8, torch.ScalarType.BFloat16)]
    [TestCase("cuda", 9, torch.ScalarType.BFloat16)]
    [TestCase("cuda", null, torch.ScalarType.BFloat16)]
    [TestCase("cpu", null, torch.ScalarType.BFloat16)]
    public void TypeFor_ADevice_IsFloat16OnCardsWithoutBfloat16(string device, int? major, torch.ScalarType expected) =>
        Assert.That(MixedPrecision.TypeFor(new torch.Device(device), major is { } number ? (number, 5) : null), Is.EqualTo(expected));

    private static IReadOnlyDictionary<string, object?> ScalerOf(string checkpoint) => TrainingState.Of(CheckpointReader.Read(checkpoint))!.Scaler!;

    // What the last checkpoint says of the scale, and the weights in the end. To go on, the name is that of the checkpoint.
    private (IReadOnlyDictionary<string, object?> Scaler, Dictionary<string, byte[]> Weights) Train(string name, TrainOptions options, int? interruptAfter = null)
    {
        using var interruption = new CancellationTokenSource();
        using var model = new YoloModel(options.Resume ? name : Small.TinyNetwork());
        Dictionary<string, byte[]> weights = [];
        IReadOnlyDictionary<string, object?> scaler = new Dictionary<string, object?>();
        model.AddCallback("on_model_save", (Trainer trainer) => scaler = ScalerOf(trainer.Last!));
        model.AddCallback("on_train_batch_end", (Trainer trainer) =>
        {
            if (trainer.GlobalStep == interruptAfter)
            {
                interruption.Cancel();
            }
        });
        model.AddCallback("on_final_eval_start", (Trainer trainer) => weights = Optimization.Training.Bits(trainer.Network!));
        _ = model.Train(options.Resume ? options : options with { Name = name }, cancellation: interruption.Token);
        return (scaler, weights);
    }

    private float First(TrainOptions options, out torch.ScalarType? precision)
    {
        using var model = new YoloModel(Small.TinyNetwork());
        var (loss, type) = (float.NaN, (torch.ScalarType?)null);
        model.AddCallback("on_train_batch_end", (Trainer trainer) => (loss, type) = trainer.GlobalStep == 1 ? (trainer.Loss!.Total.item<float>(), trainer.Precision) : (loss, type));
        _ = model.Train(options with { Epochs = 1 });
        precision = type;
        return loss;
    }

    private float Last(TrainOptions options)
    {
        using var model = new YoloModel(Small.TinyNetwork());
        var trainer = new Trainer(model, options);
        _ = trainer.Train();
        return trainer.MeanLossValues.ToArray().Sum();
    }
}
