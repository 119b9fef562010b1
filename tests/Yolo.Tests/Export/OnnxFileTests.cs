using Yolo.Export;
using Yolo.Models;

namespace Yolo.Tests.Export;

/// <summary>Written files, read back by their wire format alone.</summary>
public sealed class OnnxFileTests : FolderFixture
{
    private const int ModelIrVersion = 1;
    private const int ModelGraph = 7;
    private const int ModelOpset = 8;
    private const int GraphNode = 1;
    private const int GraphInitializer = 5;
    private const int GraphInput = 11;
    private const int GraphOutput = 12;

    [Test]
    public void Graph_OfEveryFamily_IsOrderedCompleteAndWithoutIdleParts([Values("yolov8n", "yolo26n-seg", "yolo12n")] string name, [Values] bool dynamic)
    {
        var graph = Read(name, new GraphOptions { Height = 64, Width = 64, Opset = 19, Dynamic = dynamic }).Message(ModelGraph);
        var constants = graph.Messages(GraphInitializer).Select(tensor => tensor.Text(8)).ToList();
        var known = graph.Messages(GraphInput).Select(port => port.Text(1)).Concat(constants).ToHashSet();
        var used = new HashSet<string>();
        foreach (var node in graph.Messages(GraphNode))
        {
            var inputs = node.Texts(1).Where(input => input.Length > 0).Distinct().ToList();
            Assert.That(inputs, Is.SubsetOf(known), node.Text(3));
            Assert.That(node.Texts(2).Where(output => !known.Add(output)), Is.Empty, "names given twice");
            Assert.That(node.Text(4), Is.Not.EqualTo("Identity").And.Not.EqualTo("Constant"));
            used.UnionWith(inputs);
        }

        Assert.That(graph.Messages(GraphOutput).Select(port => port.Text(1)), Is.SubsetOf(known));
        Assert.That(constants.Except(used), Is.Empty, "constants that nothing uses");
    }

    [Test]
    public void Constants_HaveAsManyBytesAsTheirShapeSays([Values] bool half)
    {
        var graph = Read("yolov8n", new GraphOptions { Height = 64, Width = 64, Opset = 17, Half = half }).Message(ModelGraph);

        foreach (var tensor in graph.Messages(GraphInitializer))
        {
            var size = tensor.Number(2) switch { 1 => 4, 7 => 8, 10 => 2, var type => throw new InvalidDataException($"type {type}") };
            Assert.That(tensor.Size(9), Is.EqualTo(tensor.Numbers(1).Aggregate((long)size, (a, b) => a * b)), tensor.Text(8));
        }
    }

    [Test]
    public void Graph_OfYolov8_HasFewerNodesThanTheReferences()
    {
        var ours = Read("yolov8n", new GraphOptions { Height = 640, Width = 640, Opset = 12 });
        var reference = OnnxReader.Open(Shared.Path("goldens", "onnx", "bccd-yolov8n-640.onnx"));

        Assert.That(ours.Message(ModelGraph).Messages(GraphNode), Has.Count.LessThan(reference.Message(ModelGraph).Messages(GraphNode).Count));
    }

    [TestCase(12, 7)]
    [TestCase(17, 8)]
    [TestCase(19, 9)]
    public void Versions_OfFormatAndOperators_GoTogether(int opset, int format)
    {
        var model = Read("yolov8n", new GraphOptions { Height = 64, Width = 64, Opset = opset });

        Assert.That((model.Number(ModelIrVersion), model.Message(ModelOpset).Number(2)), Is.EqualTo((format, opset)));
    }

    [Test]
    public void Ports_OfADynamicGraph_AreNamedAndFree()
    {
        var graph = Read("yolov8n", new GraphOptions { Height = 64, Width = 64, Opset = 19, Dynamic = true }).Message(ModelGraph);

        Assert.That(Dimensions(graph.Messages(GraphInput)[0]), Is.EqualTo(new[] { "batch", "3", "height", "width" }));
        Assert.That(Dimensions(graph.Messages(GraphOutput)[0]), Is.EqualTo(new[] { "batch", "84", "anchors" }));
    }

    [Test]
    public void Write_WhereNoFileCanBe_ThrowsAndLeavesNothing()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n"));
        var graph = NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = 19 });
        Directory.CreateDirectory(Folder.Path("taken.onnx"));

        Assert.That(() => OnnxFile.Write(graph, Folder.Path("taken.onnx")), Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(Directory.EnumerateFiles(Folder.Root), Is.Empty);
    }

    private static IEnumerable<string> Dimensions(OnnxReader port) => port.Message(2).Message(1).Message(2).Messages(1)
        .Select(dimension => dimension.Texts(2) is [var name] ? name : $"{dimension.Number(1)}");

    private OnnxReader Read(string name, GraphOptions options)
    {
        using var network = ModelBuilder.Build(ModelSpec.Load(name));
        OnnxFile.Write(NetworkGraph.Of(network, options), Folder.Path("model.onnx"));
        return OnnxReader.Open(Folder.Path("model.onnx"));
    }
}
