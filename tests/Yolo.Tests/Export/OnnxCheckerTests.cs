using Google.Protobuf;
using Yolo.Export;
using Yolo.Export.Format;
using Yolo.Models;

namespace Yolo.Tests.Export;

/// <summary>Files that break the format's rules are refused, and the rule is named.</summary>
public sealed class OnnxCheckerTests : FolderFixture
{
    private string file = null!;

    [SetUp]
    public void SetUp()
    {
        file = Folder.Path("model.onnx");
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n"));
        OnnxFile.Write(NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = 17 }), file, largestWhole: 1 << 20);
    }

    [Test]
    public void File_AsWritten_Passes() => Assert.That(() => OnnxChecker.Check(file), Throws.Nothing);

    [Test]
    public void Node_BeforeWhatItUses_IsNamed() => Refuses(
        graph =>
        {
            var last = graph.Node[^1];
            graph.Node.RemoveAt(graph.Node.Count - 1);
            graph.Node.Insert(0, last);
        },
        "uses '");

    [Test]
    public void Value_WithTwoSources_IsNamed() => Refuses(graph => graph.Node.Add(graph.Node[0].Clone()), "two sources");

    [Test]
    public void Output_OfAnotherShape_IsNamed() => Refuses(graph => graph.Output[0].Type.TensorType.Shape.Dim[1].DimValue = 85, "promises Float [1, 85, 84]");

    [Test]
    public void Output_OfAnotherType_IsNamed() => Refuses(graph => graph.Output[0].Type.TensorType.ElemType = (int)OnnxType.Float16, "promises Float16");

    [Test]
    public void Operator_ThatDoesNotExist_IsNamed() => Refuses(graph => graph.Node[3].OpType = "Convolve", "Convolve is unknown");

    [Test]
    public void Setting_WithoutItsValue_IsNamed() => Refuses(graph => graph.Node[0].Attribute.Single(setting => setting.Name == "group").ClearI(), "'group'");

    [Test]
    public void Setting_ThatIsMissing_IsNamed() => Refuses(graph => graph.Node[0].Attribute.Clear(), "lacks its setting");

    [Test]
    public void Weights_OfAnotherShape_AreNamed() => Refuses(graph => graph.Initializer.First(tensor => tensor.Dims.Count == 4).Dims[1]++, "which needs");

    [Test]
    public void Input_WithOtherChannels_IsNamed() => Refuses(graph => graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 4, "do not fit");

    [TestCase("../weights")]
    [TestCase("/etc/passwd")]
    [TestCase("..")]
    [TestCase("")]
    public void Weights_InAFileElsewhere_AreRefused(string location) => Refuses(
        graph => graph.Initializer.First(tensor => tensor.ExternalData.Count > 0).ExternalData.Single(entry => entry.Key == "location").Value = location,
        "no name of a file beside it");

    [Test]
    public void Weights_BehindTheEndOfTheirFile_AreNamed() => Refuses(
        graph => graph.Initializer.First(tensor => tensor.ExternalData.Count > 0).ExternalData.Single(entry => entry.Key == "offset").Value = "99999999",
        "behind the end");

    [Test]
    public void Weights_WhoseFileIsMissing_AreNamed()
    {
        File.Delete(OnnxFile.WeightsOf(file));

        Assert.That(() => OnnxChecker.Check(file), Throws.InstanceOf<ExportException>().With.Message.Contains("model.onnx.data, which is missing"));
    }

    [Test]
    public void File_CutShort_IsRefused()
    {
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);

        Assert.That(() => OnnxChecker.Check(file), Throws.InstanceOf<ExportException>());
    }

    private void Refuses(Action<GraphProto> harm, string message)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(file));
        harm(model.Graph);
        File.WriteAllBytes(file, model.ToByteArray());

        Assert.That(() => OnnxChecker.Check(file), Throws.InstanceOf<ExportException>().With.Message.Contains(message));
    }
}
