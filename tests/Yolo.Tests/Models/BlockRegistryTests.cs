using Yolo.Models;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Tests.Models;

/// <summary>Blocks that users add.</summary>
public sealed class BlockRegistryTests
{
    [Test]
    public void Block_OfAUser_BuildsRunsAndHasItsKeys()
    {
        BlockRegistry.Add("DoubledForTest", arguments => new Doubled(arguments.WholeNumber(0), arguments.WholeNumber(1), arguments.Number(2, 2)));
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("own.yaml"), """
            nc: 2
            backbone:
              - [-1, 1, Conv, [24, 3, 2]]
              - [-1, 2, DoubledForTest, [24, 0.5]]
            head:
              - [[1], 1, Detect, [nc]]
            """);

        using var network = ModelBuilder.Build(ModelSpec.Load(folder.Path("own.yaml")));
        network.eval();
        using var picture = zeros(1, 3, 64, 64);
        using var output = network.call(picture);

        Assert.Multiple(() =>
        {
            Assert.That(network.Strides, Is.EqualTo(new[] { 2.0 }));
            Assert.That(output.Decoded!.shape, Is.EqualTo(new long[] { 1, 6, 1024 }));
            Assert.That(network.StateEntries().Select(entry => entry.Key), Does.Contain("model.1.1.inner.conv.weight"));
            Assert.That(BlockRegistry.Names, Does.Contain("DoubledForTest"));
        });
    }

    [TestCase("Conv, [16, 3, 1, null, 1, 1, false]", 32)]
    [TestCase("Conv, [16, [1, 3]]", 32)]
    [TestCase("DWConv, [16, 3]", 32)]
    [TestCase("GhostBottleneck, [16, 3, 2]", 16)]
    [TestCase("ConvTranspose, [16]", 64)]
    [TestCase("ConvTranspose, [16, 2, 2, 0, false]", 64)]
    [TestCase("Focus, [16]", 16)]
    [TestCase("C1, [16]", 32)]
    [TestCase("C2, [16]", 32)]
    [TestCase("C3x, [16]", 32)]
    [TestCase("C3f, [16, 16]", 32)]
    [TestCase("C3k, [16, 16, 2]", 32)]
    [TestCase("C3TR, [16]", 32)]
    [TestCase("RepC3, [16, 0.5]", 32)]
    [TestCase("RepConv, [16, 16]", 32)]
    [TestCase("Conv2, [16, 16]", 32)]
    [TestCase("Conv2, [16, 24, 5, 2, null, 8]", 16)]
    [TestCase("DWConvTranspose2d, [16, 3, 2, 1, 1]", 64)]
    [TestCase("RepVGGDW, [16]", 32)]
    [TestCase("Attention, [16, 2]", 32)]
    [TestCase("PSABlock, [16, 0.5, 2]", 32)]
    [TestCase("AAttn, [16, 2, 4]", 32)]
    [TestCase("ABlock, [16, 2]", 32)]
    [TestCase("CIB, [16, 24]", 32)]
    [TestCase("RepBottleneck, [16, 24]", 32)]
    [TestCase("RepCSP, [16, 24, 2]", 32)]
    [TestCase("TransformerBlock, [16, 24, 4, 2]", 32)]
    [TestCase("Conv, [16, 2, 2]", 17)]
    [TestCase("BottleneckCSP, [16]", 32)]
    [TestCase("C2fPSA, [16]", 32)]
    [TestCase("SPP, [16]", 32)]
    [TestCase("PSA, [16]", 32)]
    [TestCase("nn.BatchNorm2d, []", 32)]
    [TestCase("torch.nn.Upsample, [null, 2, bilinear]", 64)]
    public void Block_ThatNoFamilyUses_KeepsItsOutputWhenFused(string row, int rows)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("block.yaml", $"nc: 2\nbackbone:\n  - [-1, 1, Conv, [16, 3, 2]]\n  - [-1, 1, {row}]\nhead:\n  - [[1], 1, Detect, [nc]]\n");
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = ModelBuilder.Build(ModelSpec.Load(path));
        network.eval();
        var picture = rand(1, 3, 64, 64);
        var before = network.call(picture).Decoded!;
        YoloNetwork.FuseTree(network);
        var after = network.call(picture).Decoded!;
        Assert.That(before.shape[2], Is.EqualTo(rows * rows));
        Assert.That((double)((after - before).norm() / before.norm()).item<float>(), Is.LessThan(1e-4));
    }

    [Test]
    public void Names_ThatDescriptionsOfTheFamilyMayHave_AreKnown()
    {
        const string family = """
            Conv Conv2 DWConv ConvTranspose DWConvTranspose2d GhostConv Focus RepConv Concat Index
            Bottleneck GhostBottleneck BottleneckCSP C1 C2 C2f C3 C3x C3TR C3Ghost C3k C3f C3k2 RepC3 RepBottleneck RepCSP
            SPP SPPF SPPELAN RepNCSPELAN4 ELAN1 AConv ADown CBLinear CBFuse SCDown CIB C2fCIB RepVGGDW
            Attention PSABlock PSA C2PSA C2fPSA AAttn ABlock A2C2f TransformerBlock
            Classify Detect v10Detect Segment Segment26 Pose Pose26 OBB OBB26
            nn.Upsample nn.MaxPool2d nn.AvgPool2d nn.ZeroPad2d nn.Identity nn.Dropout nn.BatchNorm2d nn.Conv2d nn.ConvTranspose2d
            nn.SiLU nn.ReLU nn.LeakyReLU nn.Sigmoid nn.Tanh nn.GELU nn.Hardswish nn.Mish
            """;

        Assert.That(family.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Except(BlockRegistry.Names), Is.Empty);
    }

    [Test]
    public void Add_OfATakenName_IsAnError() =>
        Assert.That(() => BlockRegistry.Add("Conv", _ => nn.Identity()), Throws.ArgumentException.With.Message.Contains("already"));

    private sealed class Doubled : nn.Module<Tensor, Tensor>
    {
        private readonly Conv inner;
        private readonly double factor;

        public Doubled(int inputs, int outputs, double factor)
            : base(nameof(Doubled))
        {
            (inner, this.factor) = (new Conv(inputs, outputs, 3), factor);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => inner.call(input) * factor;
    }
}
