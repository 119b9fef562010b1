using TorchSharp.Modules;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Ultralytics;
using Yolo.Engine;
using Yolo.Engine.Optimization;
using Yolo.Models;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Tests.Models;

/// <summary>Blocks that no published network uses, against what they are made of.</summary>
public sealed class RarestBlockTests
{
    [Test]
    public void Conv2_IsAWideAndANarrowConvolutionUnderOneNorm()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var block = new Conv2(1, 1, activation: Activation.Identity);
        block.eval();
        Assert.That(block.state_dict().Keys, Is.EquivalentTo(Keys("conv.weight", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var", "bn.num_batches_tracked", "cv2.weight")));
        block.Convolution.weight.copy_(arange(1, 10).view(1, 1, 3, 3));
        block.get_parameter("cv2.weight")!.fill_(100);
        block.Norm!.eps = 0;
        block.Norm!.running_var!.fill_(4);
        block.Norm!.running_mean!.fill_(1);
        var picture = zeros(1, 1, 3, 3);
        picture[0, 0, 1, 1] = 1;
        float[] expected = [4, 3.5f, 3, 2.5f, 52, 1.5f, 1, 0.5f, 0]; // ((9, 8, 7; 6, 5+100, 4; 3, 2, 1) - 1) / 2

        var before = block.call(picture);
        block.Fuse();
        block.Fuse();

        Assert.That(before.data<float>().ToArray(), Is.EqualTo(expected));
        Assert.That(block.call(picture).data<float>().ToArray(), Is.EqualTo(expected));
        Assert.That(block.state_dict().Keys, Is.EqualTo(Keys("conv.weight", "conv.bias")));
    }

    [TestCase(4, null)]
    [TestCase(3, 0)]
    public void Conv2_WithoutACentre_IsAnError(int kernel, int? padding) => Assert.That(
        () => new Conv2(4, 4, kernel, padding: padding is { } sides ? new Extent(sides, sides) : null), Throws.ArgumentException.With.Message.Contains("1×1"));

    [Test]
    public void DWConvTranspose2d_IsATransposedConvolutionWithAsManyGroupsAsFit()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Build("- [-1, 1, Conv, [16, 3, 2]]\n  - [-1, 1, DWConvTranspose2d, [24, 3, 2, 1, 1]]");
        var layer = (ConvTranspose2d)network.Layers[1].Module;
        var input = rand(2, 16, 5, 6);

        Assert.That(network.StateEntries().Select(entry => entry.Key).Where(key => key.StartsWith("model.1.", StringComparison.Ordinal)), Is.EqualTo(Keys("model.1.weight", "model.1.bias")));
        Assert.That(layer.weight.shape, Is.EqualTo(new long[] { 16, 3, 3, 3 }));
        var expected = nn.functional.conv_transpose2d(input, layer.weight, layer.bias, strides: [2, 2], padding: [1, 1], output_padding: [1, 1], groups: 8);
        Assert.That(layer.call(input).allclose(expected, rtol: 1e-5, atol: 1e-6));
        Assert.That(expected.shape, Is.EqualTo(new long[] { 2, 24, 10, 12 }));
    }

    [Test]
    public void MultiheadAttention_GivesWhatThatOfTorchGives()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var ours = new Modules.MultiheadAttention(12, 4);
        using var theirs = nn.MultiheadAttention(12, 4);
        Assert.That(ours.state_dict().Keys, Is.EqualTo(Keys("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias")));
        foreach (var (key, value) in theirs.named_parameters())
        {
            ours.get_parameter(key)!.copy_(value.uniform_(-1, 1));
        }

        var (query, key2, values) = (rand(2, 7, 12), rand(2, 7, 12), rand(2, 7, 12));
        var expected = theirs.call(query.transpose(0, 1), key2.transpose(0, 1), values.transpose(0, 1), null, false, null).Item1.transpose(0, 1);

        Assert.That(ours.call(query, key2, values).allclose(expected, rtol: 1e-4, atol: 1e-5));
    }

    [Test]
    public void C3TR_LeadsOneWayThroughATransformer()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var block = new C3Tr(8, 16, 2);
        block.eval();
        var state = block.state_dict();
        foreach (var value in state.Values.Where(value => value.is_floating_point() && value.shape.Length > 1))
        {
            value.uniform_(-0.5, 0.5);
        }

        var input = rand(2, 8, 3, 5);
        var entered = Conv(input, state, "cv1"); // [B, 8, H, W]
        var tokens = entered.flatten(2).permute(2, 0, 1); // [N, B, 8]
        tokens += nn.functional.linear(tokens, state["m.linear.weight"], state["m.linear.bias"]);
        tokens = Layer(Layer(tokens, state, "m.tr.0."), state, "m.tr.1.");
        var led = tokens.permute(1, 2, 0).reshape(2, 8, 3, 5);
        var expected = Conv(cat([led, Conv(input, state, "cv2")], 1), state, "cv3");

        Assert.That(block.call(input).allclose(expected, rtol: 1e-4, atol: 1e-5));
        Assert.That(state.Keys.Where(key => key.StartsWith("m.tr.0.", StringComparison.Ordinal)), Is.EqualTo(Keys(
            "m.tr.0.q.weight", "m.tr.0.k.weight", "m.tr.0.v.weight",
            "m.tr.0.ma.in_proj_weight", "m.tr.0.ma.in_proj_bias", "m.tr.0.ma.out_proj.weight", "m.tr.0.ma.out_proj.bias",
            "m.tr.0.fc1.weight", "m.tr.0.fc2.weight")));
    }

    [Test]
    public void Network_OfTheRarestBlocks_Trains()
    {
        using var scope = NewDisposeScope();
        using var network = Load();
        var output = network.call(rand(2, 3, 64, 64));
        (output.OneToMany!.Boxes.sum() + output.OneToMany.Scores.pow(2).sum()).backward();

        var untouched = network.named_parameters().Where(entry => entry.parameter.requires_grad && entry.parameter.grad is null).Select(entry => entry.name);

        // One part of the CBLinear row and row 2 have no reader; their weights are reached all the same.
        Assert.That(untouched, Is.Empty);
    }

    [Test]
    public void Network_OfTheRarestBlocks_ComesBackFromItsFile()
    {
        using var folder = new TemporaryFolder();
        using var network = Load();
        DeterministicFill.Fill(network);
        new NetworkCheckpoint(network) { Half = false }.Save(folder.Path("rarest.pt"));

        using var loaded = new YoloModel(folder.Path("rarest.pt"));

        Assert.That(network.modules().Where(module => !ModuleClasses.Knows(module)), Is.Empty);
        var mine = loaded.Network.StateEntries().ToDictionary(entry => entry.Key, entry => entry.Value);
        Assert.That(network.StateEntries().Where(entry => !mine[entry.Key].bytes.SequenceEqual(entry.Value.bytes)).Select(entry => entry.Key), Is.Empty);
        var nodes = CheckpointReader.Read(folder.Path("rarest.pt")).Modules!.Nodes.Select(node => node.ClassName).ToHashSet();
        Assert.That(nodes, Is.SupersetOf(new[]
        {
            "ultralytics.nn.modules.conv.Conv2", "ultralytics.nn.modules.conv.DWConvTranspose2d", "ultralytics.nn.modules.conv.Index",
            "ultralytics.nn.modules.block.C3TR", "ultralytics.nn.modules.transformer.TransformerBlock", "torch.nn.modules.activation.MultiheadAttention",
        }));
    }

    [Test]
    public void Index_OfAPartOfACBLinear_GivesItsChannels()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Build("- [-1, 1, Conv, [16, 3, 2]]\n  - [-1, 1, CBLinear, [[8, 16, 24]]]\n  - [1, 1, Index, [16, 1]]");
        var all = rand(1, 48, 4, 4);

        var part = ((nn.Module<Tensor[], Tensor>)network.Layers[2].Module).call([all]);

        Assert.That(part.allclose(all.narrow(1, 8, 16)));
    }

    [TestCase("Index, [0]", "chooses among several")]
    [TestCase("C2fAttn, [16]", "guided by a text")]
    [TestCase("torchvision.ops.Permute, [[0, 1]]", "torchvision")]
    [TestCase("nn.GroupNorm, [1]", "nn.MaxPool2d")]
    [TestCase("Covn, [16]", "Conv")]
    [TestCase("C3TR, [24, true, 1, 0.25]", "6 channels")]
    [TestCase("Conv2, [16, 16, 2]", "1×1")]
    public void Row_ThatCannotBe_SaysWhy(string row, string reason) => Assert.That(
        () => Build($"- [-1, 1, Conv, [16, 3, 2]]\n  - [-1, 1, {row}]"),
        Throws.TypeOf<ModelSpecException>().With.Message.Contains(reason).And.Message.Contains("block.yaml, line 4"));

    [TestCase("C3TR, [24]")]
    [TestCase("TransformerBlock, [16, 24, 4, 1]")]
    [TestCase("Conv2, [16, 16]")]
    [TestCase("DWConvTranspose2d, [16, 3, 2, 1, 1]")]
    public void Block_InMixedPrecision_GivesAlmostTheSame(string row)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Build($"- [-1, 1, Conv, [16, 3, 2]]\n  - [-1, 1, {row}]");
        DeterministicFill.Fill(network);
        var picture = rand(2, 3, 64, 64);
        var single = network.call(picture).OneToMany!.Boxes;

        MixedPrecision.Enable(network);
        var mixed = network.call(picture).OneToMany!.Boxes;

        Assert.That(mixed.dtype, Is.EqualTo(ScalarType.Float32));
        Assert.That((double)((mixed - single).norm() / single.norm()).item<float>(), Is.LessThan(0.03).And.GreaterThan(0));
    }

    private static string[] Keys(params string[] keys) => keys;

    private static Tensor Conv(Tensor input, Dictionary<string, Tensor> state, string key) => nn.functional.silu(nn.functional.batch_norm(
        nn.functional.conv2d(input, state[$"{key}.conv.weight"]), state[$"{key}.bn.running_mean"], state[$"{key}.bn.running_var"], eps: 1e-5));

    // [N, B, 8] → [N, B, 8], with four heads of two numbers.
    private static Tensor Layer(Tensor tokens, Dictionary<string, Tensor> state, string key)
    {
        Tensor Linear(Tensor value, string name) => nn.functional.linear(value, state[$"{key}{name}.weight"]);
        var weights = state[$"{key}ma.in_proj_weight"].chunk(3);
        var biases = state[$"{key}ma.in_proj_bias"].chunk(3);
        Tensor Heads(string name, int which) =>
            nn.functional.linear(Linear(tokens, name), weights[which], biases[which]).reshape(tokens.shape[0], tokens.shape[1], 4, 2).permute(1, 2, 0, 3); // [B, 4, N, 2]
        var shares = (Heads("q", 0).matmul(Heads("k", 1).transpose(2, 3)) / Math.Sqrt(2)).softmax(-1); // [B, 4, N, N]
        var attended = shares.matmul(Heads("v", 2)).permute(2, 0, 1, 3).reshape(tokens.shape); // [N, B, 8]
        var middle = nn.functional.linear(attended, state[$"{key}ma.out_proj.weight"], state[$"{key}ma.out_proj.bias"]) + tokens;
        return Linear(Linear(middle, "fc1"), "fc2") + middle;
    }

    private static YoloNetwork Load()
    {
        using var folder = new TemporaryFolder();
        return ModelBuilder.Build(ModelSpec.Load(folder.Write("rarest.yaml", RarestBlocks.Yaml)));
    }

    private static YoloNetwork Build(string rows)
    {
        using var folder = new TemporaryFolder();
        return ModelBuilder.Build(ModelSpec.Load(folder.Write("block.yaml", $"nc: 2\nbackbone:\n  {rows}\nhead:\n  - [[-1], 1, Detect, [nc]]\n")));
    }
}
