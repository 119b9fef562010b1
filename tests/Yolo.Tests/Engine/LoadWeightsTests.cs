using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Models;
using Yolo.Modules;
using Yolo.Tests.Models;

namespace Yolo.Tests.Engine;

/// <summary>Starting from the weights of another file.</summary>
public sealed class LoadWeightsTests
{
    private const string Name = "bccd-yolov8n.pt";

    [Test]
    public void LoadWeights_OtherClasses_TakesEverythingButTheirLayers()
    {
        using var model = new YoloModel("yolov8n.yaml");

        var report = model.LoadWeights(Shared.Path("weights", Name));

        var checkpoint = CheckpointReader.Read(Shared.Path("weights", Name));
        Assert.Multiple(() =>
        {
            Assert.That(report.Missing, Is.Empty);
            Assert.That(report.OtherShape, Is.Not.Empty.And.All.StartsWith("model.22.cv3."));
            Assert.That(report.Matched, Has.Count.EqualTo(checkpoint.Tensors.Count - report.OtherShape.Count));
            Assert.That(model.LoadReport, Is.SameAs(report));
            Assert.That(model.Names, Has.Count.EqualTo(80));
        });
        Assert.That(First(model.Network), Is.EqualTo(checkpoint.Tensors["model.0.conv.weight"].ToSingles()));
    }

    [Test]
    public void LoadWeights_OtherTask_TakesTheBodyAndReportsTheHead()
    {
        using var model = new YoloModel("yolov8n-seg.yaml");

        var report = model.LoadWeights(Shared.Path("weights", Name));

        Assert.That(report.Missing, Is.Not.Empty.And.All.StartsWith("model.22."));
        Assert.That(First(model.Network), Is.EqualTo(CheckpointReader.Read(Shared.Path("weights", Name)).Tensors["model.0.conv.weight"].ToSingles()));
    }

    [TestCase("yolo11n.yaml", "yolo11n-cls.pt")]
    [TestCase("yolo11n-obb.yaml", "yolo11n-cls.pt")]
    [TestCase("yolo11n-cls.yaml", "yolo11n-seg.pt")]
    [TestCase("yolo26n-cls.yaml", "yolo11n-pose.pt")]
    public void LoadWeights_OfAClassifierOrIntoOne_TakesTheBeginning(string name, string weights)
    {
        using var model = new YoloModel(name);
        var before = model.Network.Layers[9].Module.children().OfType<Conv>().First().Activation.Name;

        var report = model.LoadWeights(Shared.Path("weights", weights));

        Assert.That(report.Matched.Select(StateKeys.LayerOf).Distinct(), Is.SupersetOf(Enumerable.Range(0, 9)));
        Assert.That(report.Missing.Concat(report.OtherShape).Select(StateKeys.LayerOf), Has.All.GreaterThan(8));
        Assert.That(model.Network.Layers[9].Module.children().OfType<Conv>().First().Activation.Name, Is.EqualTo(before), "what is new keeps its own activation");
    }

    [TestCase("yolo11s.yaml")]
    [TestCase("yolov8n.yaml")]
    public void LoadWeights_OfAClassifierOfAnotherSizeOrFamily_IsAnError(string name)
    {
        using var model = new YoloModel(name);

        Assert.That(() => model.LoadWeights(Shared.Path("weights", "yolo11n-cls.pt")), Throws.TypeOf<ModelLoadException>().With.Message.Contains("another network"));
    }

    [Test]
    public void LoadWeights_OtherNetwork_IsAnErrorThatLeavesTheModelAlone()
    {
        using var model = new YoloModel("yolo11n.yaml");
        var before = First(model.Network);

        Assert.That(() => model.LoadWeights(Shared.Path("weights", Name)), Throws.TypeOf<ModelLoadException>().With.Message.Contains("yolo11n").And.Message.Contains("tensors transferred"));
        Assert.That(First(model.Network), Is.EqualTo(before));
    }

    [Test]
    public void LoadWeights_OtherNetworkInPart_TakesWhatFits()
    {
        using var model = new YoloModel("yolo11n.yaml");

        var report = model.LoadWeights(Shared.Path("weights", Name), partial: true);

        Assert.That(report.Matched, Does.Contain("model.0.conv.weight"));
        Assert.That(report.IsComplete, Is.False);
    }

    [TestCase("")]
    [TestCase("module.")]
    [TestCase("model.")]
    public void LoadWeights_PlainStateDictionary_FillsANetworkFromYaml(string prefix)
    {
        using var folder = new TemporaryFolder();
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n"), [8, 16, 32]);
        DeterministicFill.Fill(network);
        var path = WriteStateDictionary(folder, network, prefix);
        using var model = new YoloModel("yolov8n.yaml");

        var report = model.LoadWeights(path);

        Assert.That(report.IsComplete);
        Assert.That(First(model.Network), Is.EqualTo(First(network)));
    }

    [Test]
    public void Model_OfAPlainStateDictionary_SaysHowToGiveItANetwork()
    {
        using var folder = new TemporaryFolder();
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n-cls"));
        var path = WriteStateDictionary(folder, network, "");

        Assert.That(() => new YoloModel(path), Throws.TypeOf<ModelLoadException>().With.Message.Contains("LoadWeights"));
    }

    [Test]
    public void Model_OfAFusedCheckpoint_IsRefusedAsSuch()
    {
        using var folder = new TemporaryFolder();
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n"));
        network.eval();
        var path = WriteStateDictionary(folder, network.Fuse(), "");
        using var model = new YoloModel("yolov8n.yaml");

        Assert.That(() => new YoloModel(path), Throws.TypeOf<ModelLoadException>().With.Message.Contains("is fused"));
        Assert.That(() => model.LoadWeights(path), Throws.TypeOf<ModelLoadException>().With.Message.Contains("is fused"));
    }

    [Test]
    public void LoadWeights_PictureOfOtherChannels_TakesTheOverlap()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n") with { Channels = 4, Classes = 3 });
        var checkpoint = CheckpointReader.Read(Shared.Path("weights", Name));

        var report = ModelLoader.Transfer(network, checkpoint, partial: false);

        var stored = checkpoint.Tensors["model.0.conv.weight"].ToSingles();
        Assert.That(report.OtherShape, Has.Count.EqualTo(1));
        Assert.That(First(network).Chunk(4 * 9).SelectMany(kernel => kernel.Take(3 * 9)), Is.EqualTo(stored));
    }

    [Test]
    public void Model_OfAnOlderFile_RunsWithTheActivationsAndEpsilonsOfTheFile()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = CheckpointReader.Read(Shared.Path("weights", Name));
        var nodes = checkpoint.Modules!.Nodes.ToDictionary(node => node.Path);

        // Versions before 8.4 trained this convolution with an activation, and their SPPF knew neither n nor add.
        ((PickleDictionary)nodes["model.9.cv1"].Attributes["_modules"]!)["act"] = nodes["model.0.act"].Source;
        nodes["model.9"].Source.State = Without(nodes["model.9"].Attributes, "n", "add");
        nodes["model.9.cv1.bn"].Attributes["eps"] = 1e-5;
        var path = folder.Path("older.pt");
        TorchFile.Write(path, checkpoint.File.Root);

        using var model = new YoloModel(path);

        var reduction = ((Sppf)model.Network.Layers[9].Module).Reduction;
        Assert.That((reduction.Activation.Name, reduction.Norm!.eps), Is.EqualTo(("SiLU", 1e-5)));
        Assert.That(model.LoadReport!.IsComplete);
    }

    private static PickleDictionary Without(PickleDictionary attributes, params string[] keys)
    {
        var result = new PickleDictionary();
        foreach (var (key, value) in attributes.Where(pair => !keys.Contains(pair.Key)))
        {
            result.Add(key, value);
        }

        return result;
    }

    private static float[] First(YoloNetwork network) => network.StateEntries().First().Value.data<float>().ToArray();

    private static string WriteStateDictionary(TemporaryFolder folder, YoloNetwork network, string prefix)
    {
        var tensors = new PickleDictionary(isOrdered: true);
        foreach (var (key, value) in network.StateEntries())
        {
            tensors.Add(prefix + key, WeightTransfer.ToData(value));
        }

        var path = folder.Path("weights.pt");
        TorchFile.Write(path, tensors);
        return path;
    }
}
