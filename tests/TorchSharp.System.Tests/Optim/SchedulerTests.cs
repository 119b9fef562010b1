using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Tests.Optim;

[TestFixture]
public class SchedulerTests : ScopedTests
{
    private static IEnumerable<TestCaseData> Schedules()
    {
        yield return Case("lambda", o => lr_scheduler.LambdaLR(o, epoch => 1.0 / (1 + epoch)), i => 1.0 / (1 + i));
        yield return Case("multiplicative", o => lr_scheduler.MultiplicativeLR(o, _ => 0.5), i => Math.Pow(0.5, i));
        yield return Case("steps", o => lr_scheduler.StepLR(o, 3, 0.1), i => Math.Pow(0.1, i / 3));
        yield return Case("milestones", o => lr_scheduler.MultiStepLR(o, [2, 5], 0.1), i => i < 2 ? 1 : i < 5 ? 0.1 : 0.01);
        yield return Case("exponential", o => lr_scheduler.ExponentialLR(o, 0.9), i => Math.Pow(0.9, i));
        yield return Case("constant", o => lr_scheduler.ConstantLR(o, 0.25, 4), i => i < 4 ? 0.25 : 1);
        yield return Case("linear", o => lr_scheduler.LinearLR(o, 0.25, 1, 4), i => 0.25 + (0.75 * Math.Min(i, 4) / 4));
        yield return Case("polynomial", o => lr_scheduler.PolynomialLR(o, 5, 2), i => Math.Pow(1 - (Math.Min(i, 5) / 5.0), 2));
        yield return Case("cosine", o => lr_scheduler.CosineAnnealingLR(o, 4, 0.01), i => 0.1 + (0.9 * (1 + Math.Cos(Math.PI * i / 4)) / 2));
        yield return Case("chain", o => lr_scheduler.ChainedLR([lr_scheduler.ConstantLR(o, 0.5, 2), lr_scheduler.ExponentialLR(o, 0.9)]), i => (i < 2 ? 0.5 : 1) * Math.Pow(0.9, i));
        yield return Case(
            "sequence", o => lr_scheduler.SequentialLR(o, [lr_scheduler.ConstantLR(o, 0.5, 10), lr_scheduler.ExponentialLR(o, 0.9)], [3]),
            i => i < 3 ? 0.5 : Math.Pow(0.9, i - 3));
    }

    private static TestCaseData Case(string name, Func<Optimizer, lr_scheduler.LRScheduler> make, Func<int, double> expected) =>
        new TestCaseData(make, expected).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Schedules))]
    public void Schedule_StepByStep_FollowsItsFormula(Func<Optimizer, lr_scheduler.LRScheduler> make, Func<int, double> expected)
    {
        using var optimizer = SGD([new SGD.ParamGroup([nn.Parameter(ones(1))], lr: 0.1), new SGD.ParamGroup([nn.Parameter(ones(1))], lr: 0.1)], 0.1);
        var scheduler = make(optimizer);

        for (var i = 0; i < 9; i++)
        {
            Assert.That(optimizer.ParamGroups.Select(group => group.LearningRate), Is.All.EqualTo(0.1 * expected(i)).Within(1e-12), $"step {i}");
            Assert.That(scheduler.get_last_lr(), Is.All.EqualTo(0.1 * expected(i)).Within(1e-12), $"step {i}");
            scheduler.step();
        }
    }

    [TestCase("min")]
    [TestCase("max")]
    public void ReduceLROnPlateau_WithoutImprovement_LowersTheRate(string mode)
    {
        using var optimizer = SGD([nn.Parameter(ones(1))], 1);
        var scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, mode, factor: 0.5, patience: 1, min_lr: [0.2]);
        var rates = new List<double>();
        Func<double, double> towards = mode == "min" ? measure => measure : measure => 10 - measure;

        foreach (var measure in new[] { 5.0, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3 })
        {
            scheduler.step(towards(measure));
            rates.Add(optimizer.ParamGroups.Single().LearningRate);
        }

        Assert.That(rates, Is.EqualTo(new[] { 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2 }));
        Assert.That(scheduler.step, Throws.InvalidOperationException);
    }

    [Test]
    public void Scheduler_WithoutOptimizer_Throws() => Assert.That(() => lr_scheduler.StepLR(null!, 1), Throws.ArgumentNullException);
}
