using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class InitTests : ScopedTests
{
    private static IEnumerable<TestCaseData> Distributions()
    {
        // [64, 32, 3, 3]: 288 inputs of an output, 576 outputs of an input.
        yield return Case("uniform", t => init.uniform_(t, -1, 3), 1, 4 / Math.Sqrt(12), 3);
        yield return Case("normal", t => init.normal_(t, 2, 0.5), 2, 0.5, double.PositiveInfinity);
        yield return Case("kaiming uniform", t => init.kaiming_uniform_(t), 0, Math.Sqrt(2.0 / 288), Math.Sqrt(6.0 / 288));
        yield return Case("kaiming uniform, slope", t => init.kaiming_uniform_(t, Math.Sqrt(5)), 0, Math.Sqrt(1.0 / (3 * 288)), Math.Sqrt(1.0 / 288));
        yield return Case("kaiming normal", t => init.kaiming_normal_(t, 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU), 0, Math.Sqrt(2.0 / 576), double.PositiveInfinity);
        yield return Case("xavier uniform", t => init.xavier_uniform_(t, 2), 0, 2 * Math.Sqrt(2.0 / 864), 2 * Math.Sqrt(6.0 / 864));
        yield return Case("xavier normal", t => init.xavier_normal_(t), 0, Math.Sqrt(2.0 / 864), double.PositiveInfinity);
        yield return Case("truncated", t => init.trunc_normal_(t, 0, 1, -1, 1), 0, 0.5395, 1);
    }

    private static TestCaseData Case(string name, Func<Tensor, Tensor> fill, double mean, double deviation, double largest) =>
        new TestCaseData(fill, mean, deviation, largest).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Distributions))]
    public void Init_OfAParameter_HasItsMoments(Func<Tensor, Tensor> fill, double mean, double deviation, double largest)
    {
        manual_seed(1);
        var parameter = Parameter(empty(64, 32, 3, 3));

        Assert.That(fill(parameter), Is.SameAs(parameter));

        var values = parameter.Values();
        Assert.That(values.Average(), Is.EqualTo(mean).Within(0.03 * deviation));
        Assert.That(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), Is.EqualTo(deviation).Within(0.02 * deviation));
        Assert.That(values.Max(Math.Abs), Is.LessThanOrEqualTo(largest + 1e-6));
        Assert.That(parameter.requires_grad && parameter.is_leaf, Is.True);
    }

    [Test]
    public void Constants_OfAParameter_FillIt()
    {
        var parameter = Parameter(empty(2, 2));

        Assert.That(init.ones_(parameter).Values(), Is.All.EqualTo(1));
        Assert.That(init.zeros_(parameter).Values(), Is.All.EqualTo(0));
        Assert.That(init.constant_(parameter, 2.5).Values(), Is.All.EqualTo(2.5));
        Assert.That(init.eye_(parameter).Values(), Is.EqualTo(new[] { 1.0, 0, 0, 1 }));
    }

    [Test]
    public void Dirac_OfAConvolution_MakesItTheIdentity()
    {
        var weight = init.dirac_(Parameter(empty(2, 2, 3, 3, float64)));
        var input = Numbers.Spread(1, 2, 4, 4);

        Assert.That(functional.conv2d(input, weight, padding: [1, 1]).Values(), Is.EqualTo(input.Values()));
    }

    [Test]
    public void Orthogonal_OfAMatrix_KeepsLengths()
    {
        var matrix = init.orthogonal_(Parameter(empty(3, 5, float64)), 2).detach();

        Assert.That(matrix.matmul(matrix.t()).Values(), Is.EqualTo((eye(3, dtype: float64) * 4).Values()).Within(1e-12));
    }

    [Test]
    public void Generator_GivenToADistribution_DecidesItsNumbers()
    {
        var (one, other) = (new Generator(5), new Generator(5));

        Assert.That(init.uniform_(empty(4), generator: one).Values(), Is.EqualTo(init.uniform_(empty(4), generator: other).Values()));
    }

    [Test]
    public void FanInAndFanOut_OfShapes_CountTheField()
    {
        Assert.That(init.CalculateFanInAndFanOut(empty(6, 4)), Is.EqualTo((4L, 6L)));
        Assert.That(init.CalculateFanInAndFanOut(empty(6, 4, 3, 2)), Is.EqualTo((24L, 36L)));
        Assert.That(() => init.CalculateFanInAndFanOut(empty(6)), Throws.ArgumentException);
        Assert.That(init.calculate_gain(init.NonlinearityType.Tanh), Is.EqualTo(5.0 / 3));
    }
}
