using Yolo.Checkpoints;
using Yolo.Checkpoints.Safetensors;
using Yolo.Engine;
using Yolo.Models;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine;

/// <summary>Models to files and back, fused or not.</summary>
public sealed class YoloModelSaveTests
{
    private const string Name = "bccd-yolov8n.pt";

    [TestCase("bccd-yolov8n.pt", ".pt")]
    [TestCase("bccd-yolo11n.pt", ".pt")]
    [TestCase("bccd-yolo26n.pt", ".pt")]
    [TestCase("bccd-yolo26n.pt", ".safetensors")]
    public void Save_RealCheckpoint_GivesItBackBitForBit(string name, string ending)
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel(Shared.Path("weights", name));
        var path = folder.Path("saved" + ending);

        model.Save(path);

        AssertSameWeights(Shared.Path("weights", name), path);
        using var again = new YoloModel(path);
        Assert.Multiple(() =>
        {
            Assert.That(again.Names, Is.EqualTo(model.Names));
            Assert.That(again.Task, Is.EqualTo(model.Task));
            Assert.That(again.Strides, Is.EqualTo(model.Strides));
            Assert.That(again.ImageSize, Is.EqualTo(model.ImageSize));
        });
    }

    [TestCase(".pt")]
    [TestCase(".safetensors")]
    public void Save_FusedModel_SavesItAsItWas(string ending)
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel(Shared.Path("weights", Name));
        var path = folder.Path("saved" + ending);

        model.Fuse().BFloat16();
        model.Save(path);

        Assert.That(model.Network.IsFused);
        AssertSameWeights(Shared.Path("weights", Name), path);
    }

    [TestCase("[16,3,2]", "[1000000,3,2]")]
    [TestCase("[16,3,2]", "[16,100001,2]")]
    [TestCase("[[-1],1,\"C2f\",[16]]", "[[-1],1,\"C2f\",[16,true,1,1000000.0]]")]
    public void Load_OfADescriptionThatAsksForMoreThanTheFileHas_IsRefusedBeforeItTakesMemory(string written, string asked)
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel(folder.Write("tiny.yaml", """
            nc: 2
            backbone:
              - [[-1], 1, Conv, [16, 3, 2]]
              - [[-1], 1, C2f, [16]]
            head:
              - [[1], 1, Detect, [nc]]
            """));
        model.Save(folder.Path("tiny.safetensors"));
        var file = SafetensorsFile.Read(folder.Path("tiny.safetensors"));
        var metadata = file.Metadata.ToDictionary(pair => pair.Key, pair => pair.Key == "yaml" ? pair.Value.Replace(written, asked, StringComparison.Ordinal) : pair.Value);
        Assert.That(metadata["yaml"], Is.Not.EqualTo(file.Metadata["yaml"]));
        SafetensorsFile.Write(folder.Path("hostile.safetensors"), CheckpointReader.Read(folder.Path("tiny.safetensors")).Tensors, metadata);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var before = process.PrivateMemorySize64;

        Assert.That(() => new YoloModel(folder.Path("hostile.safetensors")), Throws.TypeOf<ModelSpecException>()
            .With.Message.Contains("more weights than its file").And.Message.Contains("hostile.safetensors"));
        process.Refresh();
        Assert.That(process.PrivateMemorySize64 - before, Is.LessThan(128 << 20));
    }

    [Test]
    public void Load_OfAFileThatLacksSomeOfItsHead_DrawsThatAnew()
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel("yolov8n-cls.yaml");
        model.Save(folder.Path("whole.safetensors"));
        var file = SafetensorsFile.Read(folder.Path("whole.safetensors"));
        var tensors = CheckpointReader.Read(folder.Path("whole.safetensors")).Tensors;
        SafetensorsFile.Write(folder.Path("part.safetensors"), tensors.Where(pair => !pair.Key.StartsWith("model.9.conv.conv", StringComparison.Ordinal)), file.Metadata);

        Assert.That(() => new YoloModel(folder.Path("part.safetensors")), Throws.TypeOf<ModelLoadException>().With.Message.Contains("model.9.conv.conv.weight"));
        using var other = new YoloModel("yolov8n-cls.yaml");
        other.LoadWeights(folder.Path("part.safetensors"), partial: true);
        var weight = other.Network.StateEntries().First(entry => entry.Key == "model.9.conv.conv.weight").Value;
        Assert.That(weight.abs().max().item<float>(), Is.InRange(1e-3f, 0.1f));
    }

    [Test]
    public void Save_ModelInHalfPrecision_SavesTheWeightsFromBefore()
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel("yolov8n-cls.yaml");
        var before = model.Network.StateEntries().First().Value.data<float>().ToArray();
        var path = folder.Path("saved.safetensors");

        model.BFloat16().Save(path);

        Assert.That(CheckpointReader.Read(path).Tensors["model.0.conv.weight"].ToSingles(), Is.EqualTo(before));
    }

    [Test]
    public void Save_NetworkFusedBehindItsBack_IsAnError()
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel("yolov8n.yaml");
        model.Network.eval();
        model.Network.Fuse();

        Assert.That(() => model.Save(folder.Path("saved.pt")), Throws.TypeOf<CheckpointException>().With.Message.Contains("fused"));
    }

    [Test]
    public void Save_UnknownEnding_IsAnErrorThatNamesThoseThatAreKnown()
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel("yolov8n-cls.yaml");

        Assert.That(() => model.Save(folder.Path("saved.bin")), Throws.TypeOf<CheckpointException>().With.Message.Contains(".safetensors"));
        Assert.That(Directory.EnumerateFiles(folder.Root), Is.Empty);
    }

    [TestCase(".pt")]
    [TestCase(".safetensors")]
    public void Save_ActivationsAndEpsilonsOfAnOlderFile_ComeBack(string ending)
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel("yolov8n.yaml");
        var pooling = (Sppf)model.Network.Layers[9].Module;
        pooling.Reduction.Activation = Activation.LeakyReLU(0.2);
        pooling.Reduction.Norm!.eps = 1e-5;
        var path = folder.Path("saved" + ending);

        model.Fuse().Save(path);

        using var again = new YoloModel(path);
        var restored = ((Sppf)again.Network.Layers[9].Module).Reduction;
        Assert.That((restored.Activation.ToString(), restored.Norm!.eps), Is.EqualTo(("LeakyReLU(0.2)", 1e-5)));
    }

    [Test]
    public void Save_NetworkWithABlockOfTheUser_OpensHereAgain()
    {
        using var folder = new TemporaryFolder();
        BlockRegistry.Add("SavedByUser", arguments => new Conv(arguments.WholeNumber(0), arguments.WholeNumber(1), 3));
        BlockRegistry.Add("OwnBlock", arguments => new OwnBlock(arguments.WholeNumber(0), arguments.WholeNumber(1)));
        var yaml = folder.Write("own.yaml", "nc: 2\nbackbone:\n  - [-1, 1, SavedByUser, [8]]\n  - [-1, 1, OwnBlock, [16]]\nhead:\n  - [-1, 1, Classify, [nc]]\n");
        using var model = new YoloModel(yaml);
        var path = folder.Path("own.pt");

        model.Save(path);

        using var again = new YoloModel(path);
        Assert.That(again.LoadReport!.IsComplete);
        Assert.That(CheckpointReader.Read(path).Modules!.Nodes.Select(node => node.ClassName), Does.Contain("yolonet.modules.OwnBlock"));
    }

    private static void AssertSameWeights(string expected, string actual)
    {
        var reference = CheckpointReader.Read(expected).Tensors;
        var mine = CheckpointReader.Read(actual).Tensors;
        Assert.That(mine.Keys, Is.EqualTo(reference.Keys));
        foreach (var (key, tensor) in reference)
        {
            if (mine[key].Type == tensor.Type)
            {
                Assert.That(mine[key].Bytes.Span.SequenceEqual(tensor.Bytes.Span), key);
            }
            else
            {
                Assert.That(mine[key].ToSingles().AsSpan().SequenceEqual(tensor.ToSingles()), key);
            }
        }
    }

    private sealed class OwnBlock : Block
    {
        private readonly Conv conv;

        internal OwnBlock(int inputs, int outputs)
            : base(nameof(OwnBlock)) => conv = Register("mine", new Conv(inputs, outputs));

        public override Tensor forward(Tensor input) => conv.call(input);
    }
}
