using TorchSharp.Modules;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Ultralytics;
using Yolo.Engine;
using Yolo.Models;
using Yolo.Modules;
using Yolo.Tests.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Checkpoints;

/// <summary>Networks of every family, to files and back.</summary>
public sealed class FamilyCheckpointTests
{
    private static readonly string[] Names =
    [
        "yolov3-tiny", "yolov5n", "yolov6n", "yolov8n", "yolov8n-p2", "yolov8n-p6", "yolov8n-ghost", "yolov8n-seg", "yolov8n-pose", "yolov8n-obb", "yolov8n-cls",
        "yolov9t", "yolov9c", "yolov10n", "yolov10m", "yolo11n", "yolo11n-seg", "yolo11n-pose", "yolo11n-obb", "yolo11n-cls", "yolo12n", "yolo12l",
        "yolo26n", "yolo26n-seg", "yolo26n-pose", "yolo26n-obb", "yolo26n-cls",
    ];

    [TestCaseSource(nameof(Names))]
    public void Network_OfAFamily_ComesBackFromPtBitForBit(string name)
    {
        using var folder = new TemporaryFolder();
        using var network = Filled(name);
        var path = folder.Path(name + ".pt");

        new NetworkCheckpoint(network) { Half = false }.Save(path);

        using var loaded = new YoloModel(path);
        AssertSame(network, loaded.Network);
        Assert.That(Unknown(path), Is.Empty, "modules that the reference has no class for");
    }

    [TestCaseSource(nameof(Names))]
    public void Network_OfAFamily_ComesBackFromSafetensorsBitForBit(string name)
    {
        using var folder = new TemporaryFolder();
        using var network = Filled(name);
        var path = folder.Path(name + ".safetensors");

        new NetworkCheckpoint(network).Save(path);

        using var loaded = new YoloModel(path);
        AssertSame(network, loaded.Network);
        Assert.That(loaded.Names, Has.Count.EqualTo(network.Spec.Classes));
    }

    [TestCaseSource(nameof(Names))]
    public void Modules_OfAFamily_AllHaveAClassOfTheReference(string name)
    {
        using var network = Built(name);

        var without = network.Layers.SelectMany(layer => layer.Module.named_modules().Select(entry => entry.module).Append(layer.Module)).Where(module => !ModuleClasses.Knows(module));

        Assert.That(without.Select(module => module.GetType().Name).Distinct(), Is.Empty);
    }

    [Test]
    public void Blocks_OfTheProduct_AllHaveAClassOfTheReference()
    {
        var blocks = typeof(Conv).Assembly.GetTypes()
            .Where(type => type.Namespace is "Yolo.Modules" or "Yolo.Modules.Heads" && !type.IsAbstract && typeof(nn.Module).IsAssignableFrom(type));

        Assert.That(blocks.Where(type => !ModuleClasses.Knows(type)).Select(type => type.Name), Is.Empty);
    }

    [Test]
    public void HeadOfGeneration10_IsWrittenUnderItsOwnName()
    {
        using var folder = new TemporaryFolder();
        using var network = Filled("yolov10n");
        var path = folder.Path("ten.pt");

        new NetworkCheckpoint(network).Save(path);

        var head = CheckpointReader.Read(path).Modules!.Root.Child("model")!.Children.Values.Last();
        Assert.That(head.ClassName, Is.EqualTo("ultralytics.nn.modules.head.v10Detect"));
        Assert.That(head.Attributes["type"], Is.EqualTo(head.ClassName));
        Assert.That(head.Child("cv3")!.Children.Values.First().Child("0")!.Child("0")!.ShortClassName, Is.EqualTo("Conv"));
    }

    [Test]
    public void RepeatedRow_IsWrittenAsSequentialWithTheTypeOfItsBlock()
    {
        using var folder = new TemporaryFolder();
        using var network = Filled("yolov6n");
        var path = folder.Path("six.pt");

        new NetworkCheckpoint(network).Save(path);

        var repeated = CheckpointReader.Read(path).Modules!.Root.Child("model")!.Children.Values.First(node => node.ShortClassName == "Sequential");
        Assert.That(repeated.Attributes["type"], Is.EqualTo("ultralytics.nn.modules.conv.Conv"));
    }

    [Test]
    public void Weights_WrittenInHalfPrecision_AreRoundedOnce()
    {
        using var folder = new TemporaryFolder();
        using var network = Filled("yolov8n-cls");
        var path = folder.Path("half.pt");

        new NetworkCheckpoint(network).Save(path);

        var read = CheckpointReader.Read(path);
        Assert.That(read.Tensors.Values.Where(tensor => tensor.Type.IsFloatingPoint()).Select(tensor => tensor.Type), Is.All.EqualTo(DType.Float16));
        Assert.That(
            read.Tensors["model.0.conv.weight"].ToSingles(),
            Is.EqualTo(network.StateEntries().First().Value.data<float>().ToArray().Select(value => (float)(Half)value)));
    }

    [Test]
    public void Weights_ThatHalfPrecisionCannotHold_StayInSingle()
    {
        using var folder = new TemporaryFolder();
        using var network = Filled("yolov8n-cls");
        var path = folder.Path("half.pt");
        var mean = network.StateEntries().Single(entry => entry.Key == "model.0.bn.running_mean").Value;
        mean.fill_(1e5);

        new NetworkCheckpoint(network).Save(path);

        var read = CheckpointReader.Read(path);
        Assert.That(read.Tensors["model.0.bn.running_mean"].ToSingles(), Is.All.EqualTo(1e5f));
        Assert.That(read.Tensors["model.0.bn.running_var"].Type, Is.EqualTo(DType.Float16));
    }

    [TestCase(".pt")]
    [TestCase(".safetensors")]
    public void Network_LaidOutChannelsLast_GivesTheSameFile(string ending)
    {
        using var folder = new TemporaryFolder();
        using var rows = Filled("yolov8n-cls");
        using var channels = Filled("yolov8n-cls").UseChannelsLast();

        new NetworkCheckpoint(rows).Save(folder.Path("rows/model" + ending));
        new NetworkCheckpoint(channels).Save(folder.Path("channels/model" + ending));

        Assert.That(channels.StateEntries().Any(entry => !entry.Value.is_contiguous()));
        Assert.That(File.ReadAllBytes(folder.Path("channels/model" + ending)).AsSpan().SequenceEqual(File.ReadAllBytes(folder.Path("rows/model" + ending))));
    }

    private static YoloNetwork Built(string name) =>
        ModelBuilder.Build(ModelSpec.Load(name), name.Contains("cls", StringComparison.Ordinal) ? [] : StridesOf(name));

    private static YoloNetwork Filled(string name)
    {
        var network = Built(name);
        DeterministicFill.Fill(network);
        return network;
    }

    // Known ones, which spares every network a run.
    private static double[] StridesOf(string name) => name switch
    {
        "yolov3-tiny" => [16, 32],
        _ when name.EndsWith("p2", StringComparison.Ordinal) => [4, 8, 16, 32],
        _ when name.EndsWith("p6", StringComparison.Ordinal) => [8, 16, 32, 64],
        _ => [8, 16, 32],
    };

    private static void AssertSame(YoloNetwork expected, YoloNetwork actual)
    {
        Assert.That(actual.Strides, Is.EqualTo(expected.Strides));
        Assert.That(actual.Task, Is.EqualTo(expected.Task));
        Assert.That(
            actual.modules().OfType<BatchNorm>().Select(norm => norm.eps),
            Is.EqualTo(expected.modules().OfType<BatchNorm>().Select(norm => norm.eps)));
        Assert.That(
            actual.modules().OfType<Conv>().Select(conv => conv.Activation.ToString()),
            Is.EqualTo(expected.modules().OfType<Conv>().Select(conv => conv.Activation.ToString())));
        var mine = actual.StateEntries().ToDictionary(entry => entry.Key, entry => entry.Value);
        foreach (var (key, value) in expected.StateEntries())
        {
            Assert.That(mine[key].bytes.SequenceEqual(value.bytes), key);
        }
    }

    private static IEnumerable<string> Unknown(string path) => CheckpointReader.Read(path).Modules!.Nodes
        .Select(node => node.ClassName)
        .Where(name => !name.StartsWith("ultralytics.nn.", StringComparison.Ordinal) && !name.StartsWith("torch.nn.modules.", StringComparison.Ordinal))
        .Distinct();
}
