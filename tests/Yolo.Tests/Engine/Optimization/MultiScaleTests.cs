using TorchSharp;
using Yolo.Engine.Optimization;

namespace Yolo.Tests.Engine.Optimization;

public sealed class MultiScaleTests
{
    [Test]
    public void Side_OverManyBatches_TakesEveryMultipleInTheRange()
    {
        var sides = Enumerable.Range(0, 400).Select(iteration => MultiScale.Side(0.5, 320, 32, 0, iteration)).ToHashSet();

        Assert.That(sides, Is.EquivalentTo(Enumerable.Range(5, 11).Select(step => step * 32)));
    }

    [Test]
    public void Resize_ByShare_KeepsTheFormInMultiplesOfTheStride()
    {
        using var scope = torch.NewDisposeScope();
        var input = torch.rand(2, 3, 96, 160);

        for (var iteration = 0; iteration < 20; iteration++)
        {
            var side = MultiScale.Side(0.5, 160, 32, 7, iteration);
            var resized = MultiScale.Resize(input, 0.5, 160, 32, 7, iteration);
            Assert.That(resized.shape, Is.EqualTo(new long[] { 2, 3, (long)Math.Ceiling(96.0 * side / 160 / 32) * 32, side }));
        }
    }

    [Test]
    public void Resize_OfAGradient_InterpolatesBetweenCentres()
    {
        using var scope = torch.NewDisposeScope();
        var input = torch.arange(64, torch.ScalarType.Float32).expand(1, 3, 64, 64);
        var iteration = Enumerable.Range(0, 100).First(i => MultiScale.Side(0.6, 64, 32, 0, i) == 32);

        var resized = MultiScale.Resize(input, 0.6, 64, 32, 0, iteration); // [1, 3, 32, 32]

        // A pixel of half the size lies between two of the original.
        Assert.That(Training.Values(resized[0, 0, 5]), Is.EqualTo(Enumerable.Range(0, 32).Select(x => (2 * x) + 0.5)).Within(1e-5));
    }

    [Test]
    public void Resize_WithoutAShare_IsTheBatchItself()
    {
        using var input = torch.rand(1, 3, 32, 32);

        Assert.That(MultiScale.Resize(input, 0, 32, 32, 0, 3), Is.SameAs(input));
    }
}
