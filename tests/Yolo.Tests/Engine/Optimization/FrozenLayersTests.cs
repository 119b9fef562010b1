using TorchSharp.Modules;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Models;

namespace Yolo.Tests.Engine.Optimization;

public sealed class FrozenLayersTests
{
    [Test]
    public void Freeze_SomeLayers_TakesGradientsFromThemAlone()
    {
        using var network = Training.Network();
        _ = new FrozenLayers(network, [0, 1, 22]);
        _ = new FrozenLayers(network, [0, 2]);

        var frozen = Frozen(network);

        Assert.That(frozen.Select(name => name.Split('.')[1]).Distinct(), Is.EqualTo(new[] { "0", "2", "22" }));
        Assert.That(frozen.Where(name => name.StartsWith("model.22.", StringComparison.Ordinal)), Is.EqualTo(new[] { "model.22.dfl.conv.weight" }));
    }

    [TestCase("backbone", "0 1 2 3 4 5 6 7 8 9 22")]
    [TestCase("neck", "12 15 16 18 19 21 22")]
    [TestCase("head", "22")]
    [TestCase("model.2", "2 22")]
    [TestCase("model.2.", "2 22")]
    [TestCase("2.cv1", "2 22")]
    [TestCase("model.1?.conv", "16 19 22")]
    [TestCase("model.16.conv.weight", "16 22")]
    public void Freeze_ByName_FreezesThoseLayers(string name, string layers)
    {
        using var network = Training.Network();
        _ = new FrozenLayers(network, [name]);

        Assert.That(string.Join(' ', Frozen(network).Select(key => key.Split('.')[1]).Distinct()), Is.EqualTo(layers));
    }

    [Test]
    public void Freeze_PartsByPattern_FreezesThemWhereverTheyAre()
    {
        using var network = Training.Network();
        _ = new FrozenLayers(network, ["*.bn", "model.22.cv3", "model.22.dfl"]);

        var all = network.named_parameters().Select(entry => entry.name);
        bool IsMeant(string key) =>
            key.Contains(".bn.", StringComparison.Ordinal) || key.StartsWith("model.22.cv3.", StringComparison.Ordinal) || key == "model.22.dfl.conv.weight";
        Assert.That(Frozen(network), Is.EqualTo(all.Where(IsMeant)));
    }

    [TestCase("23", "freeze=23", "0 to 22")]
    [TestCase("backbon", "freeze=backbon", "Did you mean 'backbone'?", "model.0 to model.22")]
    [TestCase("model.22.cv9", "no layer or weight", "Did you mean 'model.22.cv", "In model.22 there are: cv2, cv3, dfl.")]
    [TestCase("model.10", "no weights in it")]
    [TestCase("model.*.cv9", "no layer or weight")]
    [TestCase("22.7", "freeze=model.22.7", "In model.22 there are")]
    public void Freeze_ALayerThatIsNot_SaysSo(string name, params string[] said)
    {
        using var network = Training.Network();

        var error = Assert.Throws<SettingException>(() => _ = new FrozenLayers(network, [3, name]));
        Assert.That(said.Where(part => !error.Message.Contains(part, StringComparison.Ordinal)), Is.Empty, error.Message);
    }

    [TestCase("backbone,neck,head")]
    [TestCase("*")]
    [TestCase("backbone,neck,model.22.cv2,model.22.cv3")]
    public void Freeze_EverythingThatCouldLearn_IsRefused(string names)
    {
        using var network = Training.Network();

        Assert.That(
            () => _ = new FrozenLayers(network, [.. names.Split(',').Select(name => new LayerName(name))]),
            Throws.InstanceOf<SettingException>().With.Message.Contains("Leave at least one out"));
    }

    [Test]
    public void Train_WithFrozenLayers_KeepsTheirNormsInEvaluation()
    {
        using var network = Training.Network();
        network.eval();

        new FrozenLayers(network, [0, "model.2"]).Train();

        Assert.That(Evaluating(network).Select(name => name.Split('.')[1]).Distinct(), Is.EqualTo(new[] { "0", "2" }));
        Assert.That(network.training, Is.True);
    }

    [Test]
    public void Train_WithHalfOfANormFrozen_LetsItLearn()
    {
        using var network = Training.Network();
        new FrozenLayers(network, ["*.bn.weight", "model.0.bn.bias"]).Train();

        Assert.That(Evaluating(network), Is.EqualTo(new[] { "model.0.bn" }));
    }

    [Test]
    public void Unfreeze_APart_LetsItLearnAgain_WithItsNorms()
    {
        using var network = Training.Network();
        var frozen = new FrozenLayers(network, ["backbone", "head"]);
        Assert.That((frozen.Had(["model.3"]), frozen.Had(["neck"]), frozen.Had([])), Is.EqualTo((true, false, true)));

        frozen.Unfreeze(["model.3", "neck", "head"]);
        frozen.Train();

        Assert.That(Frozen(network).Select(key => key.Split('.')[1]).Distinct(), Is.EqualTo(new[] { "0", "1", "2", "4", "5", "6", "7", "8", "9", "22" }));
        Assert.That(Frozen(network).Where(key => key.StartsWith("model.22.", StringComparison.Ordinal)), Is.EqualTo(new[] { "model.22.dfl.conv.weight" }), "what never learns");
        Assert.That(Evaluating(network), Has.None.StartsWith("model.3.").And.None.StartsWith("model.22.").And.Some.StartsWith("model.4."));
        Assert.That((frozen.Had(["model.3"]), frozen.Had(["head"]), frozen.Had(["neck"])), Is.EqualTo((true, true, false)), "what was frozen at first stays known");
    }

    [Test]
    public void Restore_OfWhatWasReleased_ReleasesIt()
    {
        using var network = Training.Network();
        var first = new FrozenLayers(network, ["backbone"]);
        first.Unfreeze(["model.0", "model.5.conv"]);
        var expected = Frozen(network);
        var second = new FrozenLayers(network, ["backbone"]);

        second.Restore(first.Released);

        Assert.That(Frozen(network), Is.EqualTo(expected).And.Not.Empty);
    }

    [TestCase("10", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]")]
    [TestCase("[5]", "[5]")]
    [TestCase("0, 2", "[0, 2]")]
    [TestCase("backbone", "[backbone]")]
    [TestCase("model.0,22.dfl, *.bn", "[model.0, model.22.dfl, *.bn]")]
    [TestCase("None", null)]
    [TestCase("0", null)]
    public void Setting_OfText_IsReadAndWritten(string text, string? written)
    {
        var options = TrainSettings.Table.Apply(new(), "freeze", text);
        Assert.That(TrainSettings.Table.Values(options).GetValueOrDefault("freeze"), Is.EqualTo(written));
        Assert.That(TrainSettings.Table.Values(TrainSettings.Table.Apply(new(), "freeze", written ?? "None")).GetValueOrDefault("freeze"), Is.EqualTo(written), "read again");
    }

    [TestCase("-1")]
    [TestCase("model/0")]
    [TestCase("1001")]
    [TestCase(".bn")]
    public void Setting_OfNonsense_SaysWhatItTakes(string text) =>
        Assert.That(() => TrainSettings.Table.Apply(new(), "freeze", text), Throws.InstanceOf<SettingException>().With.Message.Contains("freeze takes"));

    private static List<string> Frozen(YoloNetwork network) =>
        [.. network.named_parameters().Where(entry => !entry.parameter.requires_grad).Select(entry => entry.name)];

    private static List<string> Evaluating(YoloNetwork network) =>
        [.. network.named_modules().Where(entry => entry.module is BatchNorm { training: false }).Select(entry => entry.name)];
}
