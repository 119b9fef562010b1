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
