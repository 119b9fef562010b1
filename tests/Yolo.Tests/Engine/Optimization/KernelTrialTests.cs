using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using Yolo.Models;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine.Optimization;

/// <summary>Weights that are no numbers stand for kernels that miscalculate.</summary>
public sealed class KernelTrialTests
{
    private const string Spoilt = "model.3.conv";

    [Test]
    public void Enable_WithAKernelThatMiscalculates_KeepsItsBlockInSingle()
    {
        using var network = Network();

        MixedPrecision.Enable(network);

        var single = network.named_modules().Where(entry => entry.module is Conv { Precision: ScalarType.Float32 }).Select(entry => entry.name);
        Assert.That(single, Has.Member("model.3"));
        Assert.That(network.modules().OfType<Conv>().Count(conv => conv.Precision == ScalarType.BFloat16), Is.GreaterThan(20));
    }

    [Test]
    public void RequireExact_WithAKernelThatMiscalculates_NamesItsConvolution()
    {
        using var network = Network();

        Assert.That(() => KernelTrial.RequireExact(network), Throws.TypeOf<SettingException>().With.Message.Contains("half=true").And.Message.Contains("of 64 convolutions"));
    }

    [Test]
    public void Passes_LeavesGeneratorGradientsAndMemoryAsTheyAre([Values] bool learns, [Values] bool channelsLast)
    {
        using var convolution = nn.Conv2d(24, 24, 3, padding: 1, groups: 2, bias: false);
        using var numbers = Drawn(() => { });
        var before = LiveTensors.Count;

        using var same = Drawn(() => new KernelTrial(channelsLast, learns).Passes(convolution));

        Assert.That(Training.Values(same), Is.EqualTo(Training.Values(numbers)));
        Assert.That(convolution.weight.grad, Is.Null);
        Assert.That(LiveTensors.Count, Is.EqualTo(before + 1));
    }

    private static YoloNetwork Network()
    {
        var network = ModelBuilder.Build(ModelSpec.Load("yolov8n")).UseChannelsLast();
        using var noGradient = no_grad();
        network.get_parameter($"{Spoilt}.weight")!.fill_(double.NaN);
        return network;
    }

    private static Tensor Drawn(Action between)
    {
        manual_seed(3);
        between();
        return rand(8);
    }
}
