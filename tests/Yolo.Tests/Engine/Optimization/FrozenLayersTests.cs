using TorchSharp.Modules;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;

namespace Yolo.Tests.Engine.Optimization;

public sealed class FrozenLayersTests
{
    [Test]
    public void Freeze_SomeLayers_TakesGradientsFromThemAlone()
    {
        using var network = Training.Network();
        FrozenLayers.Freeze(network, [0, 1, 22]);
        FrozenLayers.Freeze(network, [0, 2]);

        var frozen = network.named_parameters().Where(entry => !entry.parameter.requires_grad).Select(entry => entry.name).ToList();

        Assert.That(frozen.Select(name => name.Split('.')[1]).Distinct(), Is.EqualTo(new[] { "0", "2", "22" }));
        Assert.That(frozen.Where(name => name.StartsWith("model.22.", StringComparison.Ordinal)), Is.EqualTo(new[] { "model.22.dfl.conv.weight" }));
    }

    [Test]
    public void Freeze_ALayerThatIsNot_SaysSo()
    {
        using var network = Training.Network();

        Assert.That(() => FrozenLayers.Freeze(network, [3, 23]), Throws.InstanceOf<SettingException>().With.Message.Contains("freeze=23").And.Message.Contains("0 to 22"));
    }

    [Test]
    public void Train_WithFrozenLayers_KeepsTheirNormsInEvaluation()
    {
        using var network = Training.Network();
        network.eval();

        FrozenLayers.Train(network, [0, 2]);

        var evaluating = network.named_modules().Where(entry => entry.module is BatchNorm { training: false }).Select(entry => entry.name.Split('.')[1]);
        Assert.That(evaluating.Distinct(), Is.EqualTo(new[] { "0", "2" }));
        Assert.That(network.training, Is.True);
    }
}
