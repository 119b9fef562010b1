using Yolo.Checkpoints;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Training;
using Yolo.Geometry;
using Yolo.Tests.Export;

namespace Yolo.Tests.Engine;

/// <summary>Names of key points: from the data set into the model, its files, and back.</summary>
public sealed class KeypointNamesTests : FolderFixture
{
    private static readonly string[] Points = ["top", "it's \"the\" middle", "foot"];


    [TestCase("own.pt")]
    [TestCase("own.safetensors")]
    public void Names_OfAModel_ComeBackFromItsFile(string file)
    {
        using var model = new YoloModel(Pose());
        Assert.That(model.KeypointNames, Is.Empty);
        model.Network.KeypointNames = new Dictionary<int, IReadOnlyList<string>> { [1] = Points, [0] = ["a", "b", "c"] };
        model.Fuse();
        model.Save(Folder.Path(file));

        using var loaded = new YoloModel(Folder.Path(file));

        Assert.That(loaded.KeypointNames.Keys, Is.EquivalentTo(new[] { 0, 1 }));
        Assert.That(loaded.KeypointNames[1], Is.EqualTo(Points));
        Assert.That(CheckpointReader.Read(Folder.Path(file)).Summary.KeypointNames[0], Is.EqualTo(new[] { "a", "b", "c" }));
        using var other = new YoloModel(Pose());
        other.LoadWeights(Folder.Path(file));
        Assert.That(other.KeypointNames[1], Is.EqualTo(Points));
    }

    [Test]
    public void Names_OfAModel_StandInTheMetadataOfItsExport()
    {
        using var model = new YoloModel(Pose());
        model.Network.KeypointNames = new Dictionary<int, IReadOnlyList<string>> { [1] = Points, [0] = ["a", "b", "c"] };

        var file = model.Export(new ExportOptions { ImageSize = 64, File = Folder.Path("pose.onnx") });

        var metadata = OnnxReader.Open(file).Messages(14).ToDictionary(entry => entry.Text(1), entry => entry.Text(2));
        Assert.That(metadata["kpt_shape"], Is.EqualTo("[3, 2]"));
        Assert.That(metadata["kpt_names"], Is.EqualTo("""{0: ['a', 'b', 'c'], 1: ['top', 'it\'s "the" middle', 'foot']}"""));
    }

    [TestCase("kpt_names:\n  0: [a, b, c, d]\n  1: [e, f, g, h]\n", "e,f,g,h")]
    [TestCase("", "0,1,2,3")]
    public void Names_OfADataSet_ComeIntoTheNetworkThatIsTrained(string names, string expected)
    {
        using var model = new YoloModel(Pose());
        Folder.Write("images/one.png", [1]);
        var data = DatasetSpec.Load(Folder.Write("data.yaml", $"path: .\ntrain: images\nval: images\nnc: 2\nkpt_shape: [4, 3]\n{names}"));

        using var network = TrainingNetwork.Build(model, new TrainOptions { Pretrained = false }, data).Network;

        Assert.That(string.Join(',', network.KeypointNames[1]), Is.EqualTo(expected));
        Assert.That(network.Spec.KeypointShape, Is.EqualTo(new KeypointShape(4, 3)));
    }

    private string Pose() => Folder.Write("pose.yaml", """
        nc: 2
        kpt_shape: [3, 2]
        backbone:
          - [-1, 1, Conv, [8, 3, 2]]
          - [-1, 1, C2f, [16, True]]
          - [-1, 1, C2f, [16, True]]
          - [-1, 1, Conv, [16, 3, 2]]
        head:
          - [[3], 1, Pose, [nc, kpt_shape]]
        """);
}
