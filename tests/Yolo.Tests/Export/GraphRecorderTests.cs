using Yolo.Export;
using Yolo.Models;
using Yolo.Modules;
using Yolo.Modules.Recording;
using Yolo.Tests.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Export;

/// <summary>What a network does is what its graph does, or there is no graph and the module is named.</summary>
public sealed class GraphRecorderTests : FolderFixture
{
    [OneTimeSetUp]
    public void Register()
    {
        Register("Followed", () => new Own(x => Operations.Add(Operations.Multiply(x, 2), x)));
        Register("Unknown", () => new Own(x => x.erf()));
        Register("InPlace", () => new Own(x =>
        {
            var sum = Operations.Add(x, 1);
            sum.mul_(2);
            return sum;
        }));
        Register("Half-way", () => new Own(x =>
        {
            using var root = x.abs();
            return Operations.Add(root, x);
        }));
        Register("WithUnknownOperation", () => new Own(x => Operations.Run(new Unknown(), x)));
        Register("WithOwnOperation", () => new Own(x => Operations.Run(new ErrorFunction(), x)));
        Register("WithUnknownModule", () => new Nested());
        OperationEmitters.Add<ErrorFunction>((graph, _, x) => graph.Unary("Erf", x[0]));
    }

    [TestCase("Followed")]
    [TestCase("WithOwnOperation")]
    public void Block_OfKnownOperations_IsExportedAsItRuns(string block)
    {
        using var network = Build(block);
        var graph = NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = 17 });
        OnnxFile.Write(graph, Folder.Path("own.onnx"));
        using var noGradient = no_grad();
        using var input = DeterministicFill.Input("own", 1, 3, 64, 64);

        var output = OnnxRuntime.Run(Folder.Path("own.onnx"), (Numbers(input), input.shape))[0][0];

        using var expected = network.call(input);
        Assert.That(output.Values, Is.EqualTo(Numbers(expected.Decoded!)).Within(1e-3f));
    }

    [TestCase("Unknown", "model.1, a Own,")]
    [TestCase("InPlace", "model.1, a Own,")]
    [TestCase("Half-way", "model.1, a Own,")]
    [TestCase("WithUnknownOperation", "model.1, a Own, computes a Unknown")]
    [TestCase("WithUnknownModule", "model.1.inner, a Softplus,")]
    public void Block_OfAnythingElse_IsNamed(string block, string message)
    {
        using var network = Build(block);

        Assert.That(
            () => NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = 17 }),
            Throws.InstanceOf<ExportException>().With.Message.Contains(message));
    }

    [Test]
    public void Network_AfterAFailure_RunsAsBefore()
    {
        using var network = Build("Unknown");
        network.train();
        Assert.That(() => NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = 17 }), Throws.InstanceOf<ExportException>());

        using var noGradient = no_grad();
        using var input = zeros(1, 3, 64, 64);
        using var output = network.call(input);
        Assert.That(network.training);
        Assert.That(output.OneToMany, Is.Not.Null);
    }

    [Test]
    public void Network_ThatIsTrained_IsExportedAsItEvaluates_AndGoesOnTraining()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n"));
        network.train();
        var keys = network.state_dict().Keys.ToList();

        var graph = NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = 17 });

        Assert.That(graph.Nodes.Select(node => node.Operator), Has.None.EqualTo("BatchNormalization"));
        Assert.That(network.training);
        Assert.That(network.state_dict().Keys, Is.EqualTo(keys));
    }

    private static void Register(string name, Func<nn.Module<Tensor, Tensor>> make) => BlockRegistry.Add(name, _ => make(), BlockChannels.Unchanged);

    private YoloNetwork Build(string block)
    {
        var network = ModelBuilder.Build(ModelSpec.Load(Folder.Write("own.yaml", $"""
            nc: 2
            backbone:
              - [-1, 1, Conv, [16, 3, 2]]
              - [-1, 1, {block}, []]
            head:
              - [[1], 1, Detect, [nc]]
            """)));
        network.eval();
        return network;
    }

    private static float[] Numbers(Tensor tensor)
    {
        using var plain = tensor.contiguous();
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(plain.bytes).ToArray();
    }

    private sealed class Own(Func<Tensor, Tensor> run) : Block("Own")
    {
        public override Tensor forward(Tensor input) => run(input);
    }

    private sealed class Nested : Block
    {
        private readonly TorchSharp.Modules.Softplus inner;

        public Nested()
            : base(nameof(Nested)) => inner = Register("inner", nn.Softplus());

        public override Tensor forward(Tensor input) => inner.call(input);
    }

    private sealed record Unknown : Operation
    {
        public override Tensor Run(Tensor[] inputs) => inputs[0].abs();
    }

    private sealed record ErrorFunction : Operation
    {
        public override Tensor Run(Tensor[] inputs) => inputs[0].erf();
    }
}
