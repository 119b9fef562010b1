using TorchSharp;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using Yolo.Models;

namespace Yolo.Tests.Engine.Optimization;

public sealed class NetworkOptimizerTests
{
    private const string Weight = "model.0.conv.weight";
    private const string Norm = "model.0.bn.weight";
    private const string Bias = "model.22.cv3.0.2.bias";

    private static readonly string[] Names = ["SGD", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSProp", "MuSGD"];

    [TestCase("SGD")]
    [TestCase("Adam")]
    [TestCase("AdamW")]
    [TestCase("Adamax")]
    [TestCase("NAdam")]
    [TestCase("RAdam")]
    [TestCase("RMSProp")]
    public void Step_SeveralTimes_FollowsTheFormula(string name)
    {
        const int steps = 7;
        using var network = Training.Network();
        using var optimizer = Training.Optimizer(network, name);
        string[] keys = [Weight, Norm, Bias];
        var expected = keys.Select(key =>
        {
            var parameter = Training.Parameter(network, key);
            var gradients = Enumerable.Range(0, steps).Select(step => Training.Gradient(key, parameter.shape, step));
            return PlainSteps.Run(name, Training.Values(parameter), gradients, 0.01, 0.9, key == Weight ? 0.05 : 0);
        }).ToList();

        for (var step = 0; step < steps; step++)
        {
            Training.AddGradients(network, step);
            optimizer.Step();
            optimizer.ZeroGradients();
        }

        foreach (var (key, values) in keys.Zip(expected))
        {
            Assert.That(Training.Values(Training.Parameter(network, key)), Is.EqualTo(values).Within(2e-6), key);
        }
    }

    [Test]
    public void Step_OfMuSgd_IsMuonThenSgd()
    {
        using var network = Training.Network();
        using var optimizer = Training.Optimizer(network, "musgd");
        var parameter = Training.Parameter(network, Weight);
        var before = Training.Values(parameter);
        var norm = Training.Values(Training.Parameter(network, Norm));
        var gradient = Training.Gradient(Weight, parameter.shape, 0);

        // The first mean is a tenth of the gradient, so the direction is (0.1 + 0.9·0.1)·gradient.
        var orthogonal = PlainMuon.Orthogonalize([.. gradient.Select(value => 0.19 * value)], (int)parameter.shape[0]);
        var moved = before.Zip(orthogonal, (p, u) => p - (0.2 * 0.01 * u)).ToArray();
        var expected = PlainSteps.Run("SGD", moved, [gradient], 0.01, 0.9, 0.05);

        Training.AddGradients(network, 0);
        optimizer.Step();

        Assert.That(Training.Values(parameter), Is.EqualTo(expected).Within(1e-6));
        Assert.That(Training.Values(Training.Parameter(network, Norm)),
            Is.EqualTo(PlainSteps.Run("SGD", norm, [Training.Gradient(Norm, [16], 0)], 0.01, 0.9, 0)).Within(1e-6));
    }

    [TestCaseSource(nameof(Names))]
    public void RestoreState_AfterAWayThroughPlainValues_GoesOnBitForBit(string name)
    {
        using var straight = Training.Network();
        using var optimizer = Training.Optimizer(straight, name);
        Steps(straight, optimizer, 0, 3);
        optimizer.SetLearningRate(1, 0.003);
        optimizer.FollowMomentum(0.85);
        Training.AddGradients(straight, 3);
        var state = PlainValues.FromGraph((PickleDictionary)PlainValues.ToGraph(Training.State(optimizer))!);
        using var resumed = Training.Network();
        using (torch.no_grad())
        {
            foreach (var (source, target) in straight.StateEntries().Zip(resumed.StateEntries()))
            {
                target.Value.copy_(source.Value);
            }
        }

        using var continued = Training.Optimizer(resumed, name);
        Steps(resumed, continued, 20, 22);
        using (torch.no_grad())
        {
            foreach (var (source, target) in straight.StateEntries().Zip(resumed.StateEntries()))
            {
                target.Value.copy_(source.Value);
            }
        }

        continued.RestoreState(state);
        Steps(straight, optimizer, 4, 6);
        Steps(resumed, continued, 4, 6);

        Assert.That(continued.LearningRates, Is.EqualTo(optimizer.LearningRates));
        Assert.That(continued.Momenta, Is.EqualTo(optimizer.Momenta));
        var (one, other) = (Training.Bits(straight), Training.Bits(resumed));
        Assert.That(one.Keys.Where(key => !one[key].AsSpan().SequenceEqual(other[key])), Is.Empty);
    }

    [Test]
    public void RestoreState_OfAnotherOptimizer_SaysSo()
    {
        using var network = Training.Network();
        using var optimizer = Training.Optimizer(network, "SGD");
        using var other = Training.Optimizer(network, "AdamW");

        Assert.That(() => other.RestoreState(Training.State(optimizer)), Throws.ArgumentException.With.Message.Contains("SGD over 64 + 57 + 63").And.Message.Contains("AdamW"));
    }

    [Test]
    public void ViewState_HasTheReferencesLayout()
    {
        using var network = Training.Network();
        using var optimizer = Training.Optimizer(network, "AdamW");
        Steps(network, optimizer, 0, 2);

        var state = Training.State(optimizer);

        var first = (IReadOnlyDictionary<string, object?>)((IReadOnlyDictionary<long, object?>)state["state"]!)[0]!;
        Assert.That(first.Keys, Is.EquivalentTo(new[] { "step", "exp_avg", "exp_avg_sq" }));
        Assert.That((first["step"], ((TensorData)first["exp_avg"]!).ToString()), Is.EqualTo((2L, "Float32[16, 3, 3, 3]")));
        var group = (IReadOnlyDictionary<string, object?>)((List<object?>)state["param_groups"]!)[1]!;
        Assert.That((group["param_group"], group["weight_decay"], group["initial_lr"]), Is.EqualTo(("bn", 0.0, 0.01)));
        Assert.That(((List<object?>)group["params"]!)[0], Is.EqualTo(64L));
    }

    [TestCase(10_000, "AdamW", 0.001111)]
    [TestCase(10_001, "MuSGD", 0.01)]
    public void Create_Auto_ChoosesByTheLengthOfTheRun(int iterations, string name, double rate)
    {
        using var network = Training.Network();

        using var optimizer = NetworkOptimizer.Create(network, new OptimizerSettings("auto", 0.5, 0.5, 0.0005), iterations, 5);

        Assert.That((optimizer.Name, optimizer.BaseLearningRate, optimizer.BaseMomentum, optimizer.WarmupBiasLearningRate), Is.EqualTo((name, rate, 0.9, (double?)0)));
        Assert.That(optimizer.LearningRates[^1], Is.EqualTo(rate));
    }

    [Test]
    public void Description_OfAnOptimizer_IsTheReferencesLine()
    {
        using var network = Training.Network();
        using var optimizer = NetworkOptimizer.Create(network, new OptimizerSettings("AUTO", 0.01, 0.9, 0.0005), 100, 80);

        Assert.That(optimizer.Description,
            Is.EqualTo("optimizer: AdamW(lr=0.000119, momentum=0.9) with parameter groups 57 weight(decay=0.0), 64 weight(decay=0.0005), 63 bias(decay=0.0)"));
    }

    [Test]
    public void Momentum_OfAdamsFamily_Stays()
    {
        using var network = Training.Network();
        using var adam = Training.Optimizer(network, "NAdam");
        using var plain = Training.Optimizer(network, "rmsprop");

        adam.FollowMomentum(0.5);
        plain.FollowMomentum(0.5);

        Assert.That((adam.HasMomentum, plain.HasMomentum), Is.EqualTo((false, true)));
        Assert.That((adam.Momenta[0], plain.Momenta[2]), Is.EqualTo((0.9, 0.5)));
        Assert.That(() => adam.SetMomentum(0.5), Throws.TypeOf<NotSupportedException>().With.Message.StartsWith("NAdam has no momentum"));
    }

    [TestCase(-0.1)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void SetMomentum_OutOfItsRange_IsRefused(double value)
    {
        using var network = Training.Network();
        using var plain = Training.Optimizer(network, "SGD");

        Assert.That(() => plain.SetMomentum(value), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(plain.Momenta, Is.All.EqualTo(0.9));
    }

    [Test]
    public void Create_UnknownName_SuggestsTheNearest()
    {
        using var network = Training.Network();

        Assert.That(() => Training.Optimizer(network, "AdmaW"), Throws.InstanceOf<SettingException>().With.Message.Contains("Did you mean AdamW?").And.Message.Contains("MuSGD"));
    }

    [TestCaseSource(nameof(Names))]
    public void Step_LeavesNoTensorBehind(string name)
    {
        using var network = Training.Network();
        var before = LiveTensors.Count;
        using (var optimizer = Training.Optimizer(network, name))
        {
            Steps(network, optimizer, 0, 2);
            var steady = LiveTensors.Count;
            Steps(network, optimizer, 2, 4);
            optimizer.RestoreState(Training.State(optimizer));
            Steps(network, optimizer, 4, 5);
            Assert.That(LiveTensors.Count, Is.EqualTo(steady));
        }

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    private static void Steps(YoloNetwork network, NetworkOptimizer optimizer, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            Training.AddGradients(network, step);
            optimizer.Step();
            optimizer.ZeroGradients();
        }
    }
}
