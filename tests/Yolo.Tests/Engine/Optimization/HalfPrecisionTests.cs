using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using Yolo.Models;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine.Optimization;

/// <summary>Weights that are no numbers stand for kernels that miscalculate.</summary>
public sealed class HalfPrecisionTests
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

        Assert.That(() => HalfPrecision.RequireExact(network), Throws.TypeOf<SettingException>().With.Message.Contains("half=true").And.Message.Contains("of 64 convolutions"));
    }

    private static YoloNetwork Network()
    {
        var network = ModelBuilder.Build(ModelSpec.Load("yolov8n")).UseChannelsLast();
        using var noGradient = no_grad();
        network.get_parameter($"{Spoilt}.weight")!.fill_(double.NaN);
        return network;
    }
}
