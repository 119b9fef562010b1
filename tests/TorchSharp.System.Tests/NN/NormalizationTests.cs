using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class NormalizationTests : ScopedTests
{
    private const double Eps = 1e-5;

    [Test]
    public void BatchNorm2d_InTraining_UsesTheBatchAndRemembersIt()
    {
        using var norm = nn.BatchNorm2d(2, momentum: 0.25).@double();
        var input = Numbers.Of([2, 2, 1, 2], 1, 3, 10, 10, 5, 7, 10, 30);

        var output = norm.call(input);

        // Channel 0: 1 3 5 7, mean 4, variance 5; channel 1: 10 10 10 30, mean 15, variance 75.
        var (a, b) = (1 / Math.Sqrt(5 + Eps), 1 / Math.Sqrt(75 + Eps));
        Assert.That(output.Values(), Is.EqualTo(new[] { -3 * a, -a, -5 * b, -5 * b, a, 3 * a, -5 * b, 15 * b }).Within(1e-12));
        Assert.That(norm.running_mean!.Values(), Is.EqualTo(new[] { 1.0, 3.75 }).Within(1e-12));

        // The running variance is that of a sample: 20/3 and 100.
        Assert.That(norm.running_var!.Values(), Is.EqualTo(new[] { 0.75 + (0.25 * 20 / 3), 0.75 + 25 }).Within(1e-12));
        Assert.That(norm.num_batches_tracked!.item<long>(), Is.EqualTo(1));
    }

    [TestCase(ScalarType.Float32, 1e-6)]
    [TestCase(ScalarType.Float64, 1e-12)]
    [TestCase(ScalarType.BFloat16, 1e-2)]
    public void BatchNorm2d_InEvaluation_UsesTheRunningStatistics(ScalarType type, double tolerance)
    {
        using var norm = nn.BatchNorm2d(1, eps: 0.5);
        norm.running_mean = tensor(new[] { 2f });
        norm.running_var = tensor(new[] { 3.5f });
        norm.weight = nn.Parameter(tensor(new[] { 3f }));
        norm.bias = nn.Parameter(tensor(new[] { 1f }));
        norm.eval();
        norm.to(type);

        Assert.That(norm.call(Numbers.Of([1, 1, 1, 2], 2, 6).to(type)).Values(), Is.EqualTo(new[] { 1.0, 7 }).Within(tolerance));
        Assert.That(norm.num_batches_tracked!.item<long>(), Is.Zero);
    }

    [Test]
    public void BatchNorm2d_WithSettings_LetsThemChange()
    {
        using var norm = nn.BatchNorm2d(1);
        norm.eps = 1e-3;
        norm.momentum = null;
        norm.call(full([1, 1, 1, 2], 1.0));
        norm.call(full([1, 1, 1, 2], 3.0));

        // Without momentum, the running mean is the mean over all batches.
        Assert.That(norm.running_mean!.Values(), Is.EqualTo(new[] { 2.0 }).Within(1e-6));
        Assert.That(norm.num_features, Is.EqualTo(1));

        norm.reset_running_stats();
        Assert.That(norm.running_mean!.Values(), Is.EqualTo(new[] { 0.0 }));
    }

    [Test]
    public void BatchNorm_WithoutAffineOrStatistics_HasNoState()
    {
        using var norm = nn.BatchNorm2d(2, affine: false, track_running_stats: false);
        norm.eval();

        Assert.That(norm.state_dict(), Is.Empty);
        Assert.That(norm.call(ones(1, 2, 2, 2)).Values(), Is.All.EqualTo(0));
    }

    [Test]
    public void BatchNorm_OfWrongDimensions_Throws()
    {
        using var one = nn.BatchNorm1d(2);
        using var two = nn.BatchNorm2d(2);
        using var three = nn.BatchNorm3d(2);

        Assert.That(() => two.call(ones(1, 2, 2)), Throws.ArgumentException);
        Assert.That(() => one.call(ones(1, 2, 2, 2)), Throws.ArgumentException);
        Assert.That(() => three.call(ones(1, 2, 2, 2)), Throws.ArgumentException);
        Assert.That(one.call(ones(3, 2)).shape, Is.EqualTo(new long[] { 3, 2 }));
    }

    [Test]
    public void LayerNorm_AndGroupNorm_UseTheSampleItself()
    {
        using var layer = nn.LayerNorm(4).@double();
        using var group = nn.GroupNorm(2, 4).@double();
        var input = Numbers.Of([1, 4, 1], 1, 3, 10, 30);
        var (mean, deviation) = (11.0, Math.Sqrt(((100 + 64 + 1 + 361) / 4.0) + Eps));

        Assert.That(
            layer.call(input.reshape(1, 4)).Values(), Is.EqualTo(new[] { 1.0, 3, 10, 30 }.Select(value => (value - mean) / deviation)).Within(1e-12));

        var (first, second) = (1 / Math.Sqrt(1 + Eps), 10 / Math.Sqrt(100 + Eps));
        Assert.That(group.call(input).Values(), Is.EqualTo(new[] { -first, first, -second, second }).Within(1e-12));
        Assert.That(() => group.call(ones(1, 4)), Throws.ArgumentException);
        Assert.That(nn.LayerNorm([2, 3], bias: false).state_dict().Keys, Is.EqualTo(new[] { "weight" }));
    }

    [Test]
    public void Gradient_OfBatchNorm_IsThatOfFiniteDifferences()
    {
        var at = Numbers.Spread(2, 2, 3);
        Tensor Function(Tensor x) => (nn.functional.batch_norm(x, null, null, Numbers.Of([2], 2, 3), training: true) * Numbers.Spread(2, 2, 3).cos()).square().sum();

        var leaf = at.clone().requires_grad_();
        Function(leaf).backward();

        Assert.That(leaf.grad!.Values(), Is.EqualTo(Numbers.NumericGradient(Function, at)).Within(1e-5));
    }
}
