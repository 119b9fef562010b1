using Yolo.Engine.Optimization;
using Yolo.Engine.Training;
using Yolo.Losses;
using Yolo.Models;
using Yolo.Tests.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine.Optimization;

public sealed class MixedPrecisionTests
{
    private static readonly string[] Names = ["yolov8n", "yolo11n", "yolo12n", "yolov9t", "yolov10n", "yolo26n"];

    private static readonly LossTargets Targets = new()
    {
        Images = new[] { 0, 1, 1 },
        Classes = new[] { 1, 2, 0 },
        Boxes = new[] { 0.5f, 0.5f, 0.6f, 0.7f, 0.3f, 0.4f, 0.4f, 0.3f, 0.7f, 0.6f, 0.3f, 0.5f },
    };

    // Which cells answer for which box changes with the last digit, and with it the moves of a deep network: so three beginnings are asked.
    [TestCaseSource(nameof(Names))]
    public void Step_InMixedPrecision_MovesWeightsAlmostAsInSingle(string name)
    {
        var middles = new List<double>();
        for (var seed = 0; seed < 3; seed++)
        {
            var (single, singleMoves) = Step(name, seed, mixed: false);
            var (mixed, mixedMoves) = Step(name, seed, mixed: true);

            Assert.That(mixed, Is.EqualTo(single).Within(3).Percent.And.Not.EqualTo(single));
            Assert.That(mixedMoves.Select(move => move > 0), Is.EqualTo(singleMoves.Select(move => move > 0)));
            middles.Add(Median(mixedMoves.Zip(singleMoves, (one, other) => one / other).Where(double.IsFinite)));
        }

        Assert.That(Median(middles), Is.EqualTo(1).Within(20).Percent, "the layer in the middle");
    }

    [TestCaseSource(nameof(Names))]
    public void Backward_InMixedPrecision_GivesEachLayerTheGradientOfSingle(string name)
    {
        var single = Gradients(name, mixed: false);
        var mixed = Gradients(name, mixed: true);
        var ratios = single.Select(entry => mixed[entry.Key] / entry.Value).ToList();

        // The depth of yolov9t makes much of rounding; wrong kernels lose nine tenths.
        var most = name == "yolov9t" ? 2.5 : 1.5;
        Assert.That(Median(ratios), Is.EqualTo(1).Within(20).Percent);
        Assert.That(ratios, Is.All.InRange(1 / most, most));
    }

    [TestCase("yolov8n-seg")]
    [TestCase("yolo26n-seg")]
    [TestCase("yolo26n-pose")]
    [TestCase("yolov8n-obb")]
    [TestCase("yolov8n-cls")]
    public void Forward_InMixedPrecision_PredictsInSingle(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Training.Network(name);
        MixedPrecision.Enable(network);

        using var output = network.call(rand(2, 3, 64, 64));

        Assert.That(output.Tensors().Select(tensor => tensor.dtype).Distinct(), Is.EqualTo(new[] { ScalarType.Float32 }));
        Assert.That(network.StateEntries().Select(entry => entry.Value.dtype).Distinct(), Is.SubsetOf(new[] { ScalarType.Float32, ScalarType.Int64 }));
    }

    [Test]
    public void Step_InMixedPrecision_LeavesNoTensorBehind()
    {
        using var network = Training.Network();
        MixedPrecision.Enable(network);
        using var loss = NetworkLoss.For(network, new LossGains(), 1);
        Compute(network, loss);
        var before = LiveTensors.Count;

        Compute(network, loss);

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }

    // How long the gradient of each convolution is.
    private static Dictionary<string, double> Gradients(string name, bool mixed)
    {
        manual_seed(0);
        using var scope = NewDisposeScope();
        using var network = ModelBuilder.Build(ModelSpec.Load(name)).UseChannelsLast();
        if (mixed)
        {
            MixedPrecision.Enable(network);
        }

        using var output = network.call(DeterministicFill.Input("mixed", 2, 3, 96, 128));
        output.Tensors().Select(tensor => tensor.pow(2).mean()).Aggregate((a, b) => a + b).backward();
        return network.named_parameters().Where(entry => entry.name.EndsWith("conv.weight", StringComparison.Ordinal) && entry.parameter.grad is not null)
            .ToDictionary(entry => entry.name, entry => (double)entry.parameter.grad!.norm().item<float>());
    }

    // The loss, and how far each weight of some layers went.
    private static (double Loss, List<double> Moves) Step(string name, long seed, bool mixed)
    {
        manual_seed(seed);
        using var network = ModelBuilder.Build(ModelSpec.Load(name)).UseChannelsLast();
        using var optimizer = Training.Optimizer(network, "SGD", rate: 1e-4, decay: 0);
        if (mixed)
        {
            MixedPrecision.Enable(network);
        }

        using var loss = NetworkLoss.For(network, new LossGains(), 1);
        var watched = network.named_parameters().Where(entry => entry.name.EndsWith("conv.weight", StringComparison.Ordinal) && entry.parameter.requires_grad).ToList();
        var before = watched.Select(entry => entry.parameter.detach().clone()).ToList();
        var total = Compute(network, loss);
        Assert.That(watched.Select(entry => entry.parameter.grad!.dtype).Distinct(), Is.EqualTo(new[] { ScalarType.Float32 }));
        optimizer.Step();
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return (total, [.. watched.Zip(before, (entry, old) => (double)(entry.parameter - old).norm().item<float>())]);
    }

    private static double Compute(YoloNetwork network, NetworkLoss loss)
    {
        using var scope = NewDisposeScope();
        network.train();
        using var output = network.call(DeterministicFill.Input("mixed", 2, 3, 96, 128));
        using var result = loss.Compute(output, Targets);
        result.Total.backward();
        return result.Total.item<float>();
    }
}
