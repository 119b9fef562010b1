using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class LossTests : ScopedTests
{
    private static IEnumerable<TestCaseData> Pairs()
    {
        yield return Case("BCE", (x, t, r) => functional.binary_cross_entropy(x, t, reduction: r), BCELossOf, (x, t) => -((t * Math.Log(x)) + ((1 - t) * Math.Log(1 - x))));
        yield return Case("BCE with logits", (x, t, r) => functional.binary_cross_entropy_with_logits(x, t, reduction: r), r => BCEWithLogitsLoss(reduction: r), (x, t) => Math.Log(1 + Math.Exp(x)) - (t * x));
        yield return Case("MSE", functional.mse_loss, MSELoss, (x, t) => (x - t) * (x - t));
        yield return Case("L1", functional.l1_loss, L1Loss, (x, t) => Math.Abs(x - t));
        yield return Case("smooth L1", (x, t, r) => functional.smooth_l1_loss(x, t, r, 0.3), r => SmoothL1Loss(r, 0.3), (x, t) => Math.Abs(x - t) is var d && d < 0.3 ? d * d / 0.6 : d - 0.15);
        yield return Case("Huber", (x, t, r) => functional.huber_loss(x, t, 0.3, r), r => HuberLoss(0.3, r), (x, t) => Math.Abs(x - t) is var d && d < 0.3 ? d * d / 2 : 0.3 * (d - 0.15));
        yield return Case("KL", (x, t, r) => functional.kl_div(x, t, true, r), r => KLDivLoss(true, r), (x, t) => Math.Exp(t) * (t - x));
        yield return Case("Poisson", (x, t, r) => functional.poisson_nll_loss(x, t, reduction: r), r => PoissonNLLLoss(reduction: r), (x, t) => Math.Exp(x) - (t * x));
        yield return Case("soft margin", functional.soft_margin_loss, SoftMarginLoss, (x, t) => Math.Log(1 + Math.Exp(-t * x)));
    }

    private static Module<Tensor, Tensor, Tensor> BCELossOf(Reduction reduction) => BCELoss(reduction: reduction);

    private static TestCaseData Case(
        string name, Func<Tensor, Tensor, Reduction, Tensor> function, Func<Reduction, Module<Tensor, Tensor, Tensor>> make, Func<double, double, double> part) =>
        new TestCaseData(function, make, part).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Pairs))]
    public void Loss_OfPairs_IsItsFormula(
        Func<Tensor, Tensor, Reduction, Tensor> function, Func<Reduction, Module<Tensor, Tensor, Tensor>> make, Func<double, double, double> part)
    {
        double[] inputs = [0.2, 0.5, 0.9, 0.4];
        double[] targets = [0, 1, 0.25, 0.5];
        var parts = inputs.Zip(targets, part).ToArray();
        var expected = new[] { (Reduction.None, parts), (Reduction.Sum, [parts.Sum()]), (Reduction.Mean, [parts.Average()]) };
        foreach (var (type, tolerance) in new[] { (ScalarType.Float64, 1e-12), (ScalarType.Float32, 1e-5) })
        {
            var (x, t) = (tensor(inputs).to(type), tensor(targets).to(type));
            foreach (var (reduction, values) in expected)
            {
                using var module = make(reduction);
                Assert.That(function(x, t, reduction).Values(), Is.EqualTo(values).Within(tolerance), $"{type}, {reduction}");
                Assert.That(module.call(x, t).Values(), Is.EqualTo(values).Within(tolerance), $"{type}, {reduction}");
            }
        }
    }

    [TestCaseSource(nameof(Pairs))]
    public void Loss_Differentiated_IsThatOfFiniteDifferences(
        Func<Tensor, Tensor, Reduction, Tensor> function, Func<Reduction, Module<Tensor, Tensor, Tensor>> make, Func<double, double, double> part)
    {
        var (at, target) = (Numbers.Of([3], 0.3, 0.6, 0.8), Numbers.Of([3], 0, 1, 0.5));
        var leaf = at.clone().requires_grad_();

        function(leaf, target, Reduction.Mean).backward();

        Assert.That(leaf.grad!.Values(), Is.EqualTo(Numbers.NumericGradient(x => function(x, target, Reduction.Mean), at)).Within(1e-6));
    }

    [Test]
    public void BceWithLogits_WithWeights_ScalesItsParts()
    {
        var (x, t) = (Numbers.Of([2], 0, 0), Numbers.Of([2], 1, 0));

        var loss = functional.binary_cross_entropy_with_logits(x, t, Numbers.Of([2], 1, 10), Reduction.None, Numbers.Of([2], 3, 3));

        Assert.That(loss.Values(), Is.EqualTo(new[] { 3 * Math.Log(2), 10 * Math.Log(2) }).Within(1e-12));
    }

    [Test]
    public void CrossEntropy_OfClassNumbers_IsTheNegativeLogProbability()
    {
        // Softmaxes 1/4, 3/4 and 1/2, 1/2.
        var logits = Numbers.Of([2, 2], 0, Math.Log(3), 0, 0);
        var classes = tensor(new[] { 1L, 0L });

        Assert.That(functional.cross_entropy(logits, classes, reduction: Reduction.None).Values(), Is.EqualTo(new[] { -Math.Log(0.75), -Math.Log(0.5) }).Within(1e-12));
        Assert.That(functional.cross_entropy(logits, classes, Numbers.Of([2], 1, 3)).Values()[0], Is.EqualTo(((3 * -Math.Log(0.75)) - Math.Log(0.5)) / 4).Within(1e-12));
        Assert.That(functional.cross_entropy(logits, classes, ignore_index: 0).Values()[0], Is.EqualTo(-Math.Log(0.75)).Within(1e-12));
        Assert.That(
            functional.cross_entropy(logits, classes, reduction: Reduction.None, label_smoothing: 0.2).Values()[0],
            Is.EqualTo((-0.9 * Math.Log(0.75)) - (0.1 * Math.Log(0.25))).Within(1e-12));
        Assert.That(functional.nll_loss(functional.log_softmax(logits, 1), classes).Values(), Is.EqualTo(CrossEntropyLoss().call(logits, classes).Values()));
        Assert.That(NLLLoss().call(logits, classes).Values()[0], Is.EqualTo(-Math.Log(3) / 2).Within(1e-12));
    }

    [Test]
    public void Loss_OfShapesThatDoNotFit_Throws() =>
        Assert.That(() => functional.binary_cross_entropy(ones(2), ones(3)), Throws.TypeOf<System.Runtime.InteropServices.ExternalException>());

    [Test]
    public void DistanceLosses_OfVectors_FollowTheirFormulas()
    {
        var (a, b) = (Numbers.Of([1, 2], 3, 0), Numbers.Of([1, 2], 0, 4));

        Assert.That(functional.pairwise_distance(a, b, eps: 0).Values()[0], Is.EqualTo(5).Within(1e-12));
        Assert.That(functional.cosine_similarity(a, a + b).Values()[0], Is.EqualTo(0.6).Within(1e-12));
        Assert.That(functional.cosine_embedding_loss(a, a + b, Numbers.Of([1], 1)).Values()[0], Is.EqualTo(0.4).Within(1e-9));
        Assert.That(MarginRankingLoss(0.5).call(a, b, ones_like(a)).Values()[0], Is.EqualTo((0 + 4.5) / 2).Within(1e-12));
        Assert.That(HingeEmbeddingLoss(1).call(Numbers.Of([2], 0.25, 0.25), Numbers.Of([2], 1, -1)).Values()[0], Is.EqualTo(0.5).Within(1e-12));
        Assert.That(functional.triplet_margin_loss(a, a, b, eps: 0).Values()[0], Is.Zero);
    }
}
