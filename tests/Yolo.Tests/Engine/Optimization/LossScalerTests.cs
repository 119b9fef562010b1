using System.Collections;
using System.Security.Cryptography;
using Yolo.Engine.Optimization;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine.Optimization;

public sealed class LossScalerTests
{
    private static readonly string[] Optimizers = ["SGD", "MuSGD", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSProp"];

    [Test]
    public void Unscale_AfterAScaledLoss_GivesTheTrueGradients()
    {
        using var scope = NewDisposeScope();
        using var scaler = new LossScaler(CPU);
        var weight = new TorchSharp.Modules.Parameter(tensor([2f, 3f]));
        scaler.Scale((weight * weight).sum()).backward();
        Assert.That(Training.Values(weight.grad!), Is.EqualTo(new[] { 4.0 * 65536, 6.0 * 65536 }));

        var overflow = scaler.Unscale([weight]);

        Assert.Multiple(() =>
        {
            Assert.That(Training.Values(weight.grad!), Is.EqualTo(new[] { 4.0, 6.0 }));
            Assert.That(Training.Values(overflow), Is.EqualTo(new[] { 0.0 }));
        });
    }

    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    [TestCase(float.NaN)]
    public void Unscale_WithAGradientThatIsNoNumber_SaysSo(float value)
    {
        using var scope = NewDisposeScope();
        using var scaler = new LossScaler(CPU);
        var weight = new TorchSharp.Modules.Parameter(tensor([2f, 3f])) { grad = tensor([1f, value]) };

        Assert.That(Training.Values(scaler.Unscale([weight])), Is.EqualTo(new[] { 1.0 }));
        weight.grad = tensor([1f, 1f]);
        Assert.That(Training.Values(scaler.Unscale([weight])), Is.EqualTo(new[] { 0.0 }), "the next time");
    }

    [Test]
    public void Update_AfterSoManySoundSteps_DoublesTheScale_AndAfterABrokenOneHalvesIt()
    {
        using var scope = NewDisposeScope();
        using var scaler = new LossScaler(CPU, interval: 3);
        var weight = new TorchSharp.Modules.Parameter(tensor([2f]));

        List<(double, long)> scales = [.. new[] { true, true, true, true, false, true, true, false, false }.Select(isSound =>
        {
            weight.grad = tensor([isSound ? 1f : float.PositiveInfinity]);
            _ = scaler.Unscale([weight]);
            scaler.Update();
            var state = scaler.Capture();
            return ((double)state["scale"]!, (long)state["_growth_tracker"]!);
        })];

        Assert.That(scales, Is.EqualTo(new[]
        {
            (65536.0, 1L), (65536, 2), (131072, 0), (131072, 1), (65536, 0), (65536, 1), (65536, 2), (32768, 0), (16384, 0),
        }));
    }

    // Not even one that comes first, or follows others.
    [TestCaseSource(nameof(Optimizers))]
    public void Step_WhoseGradientsOverflowed_IsAsIfItHadNotBeen(string name)
    {
        var (weights, state) = Train(name, [false, false, false]);
        var (weightsWithOverflow, stateWithOverflow) = Train(name, [true, false, true, true, false, false, true]);

        Assert.Multiple(() =>
        {
            Assert.That(weightsWithOverflow, Is.EqualTo(weights));
            Assert.That(Numbers(stateWithOverflow), Is.EqualTo(Numbers(state)));
        });
    }

    [Test]
    public void Restore_OfAScaler_GoesOnWhereItWas()
    {
        using var scope = NewDisposeScope();
        using var first = new LossScaler(CPU, interval: 3);
        using var second = new LossScaler(CPU, interval: 3);
        var weight = new TorchSharp.Modules.Parameter(tensor([2f])) { grad = tensor([float.NaN]) };
        Follow(first);
        weight.grad = tensor([1f]);
        Follow(first);

        second.Restore(first.Capture());
        Follow(first);
        Follow(first);
        Follow(second);
        Follow(second);

        Assert.That(second.Capture(), Is.EqualTo(first.Capture()));
        Assert.That(second.Capture(), Is.EqualTo(new Dictionary<string, object?>
        {
            ["scale"] = 65536.0,
            ["growth_factor"] = 2.0,
            ["backoff_factor"] = 0.5,
            ["growth_interval"] = 3L,
            ["_growth_tracker"] = 0L,
        }));

        void Follow(LossScaler scaler)
        {
            _ = scaler.Unscale([weight]);
            scaler.Update();
        }
    }

    [Test]
    public void Step_WithAScaler_LeavesNoTensorBehind()
    {
        using var network = Training.Network();
        using var optimizer = Training.Optimizer(network, "AdamW");
        using var scaler = new LossScaler(CPU);
        Step(network, optimizer, scaler, 0, overflows: true);
        var before = LiveTensors.Count;

        Step(network, optimizer, scaler, 1, overflows: false);
        Step(network, optimizer, scaler, 2, overflows: true);

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    private static (Dictionary<string, byte[]> Weights, IReadOnlyDictionary<string, object?> State) Train(string name, bool[] overflows)
    {
        using var network = Training.Network();
        using var optimizer = Training.Optimizer(network, name);
        using var scaler = new LossScaler(CPU);
        var step = 0;
        foreach (var overflow in overflows)
        {
            Step(network, optimizer, scaler, overflow ? 100 : step++, overflow);
        }

        return (Training.Bits(network), Training.State(optimizer));
    }

    private static void Step(YoloNetwork network, NetworkOptimizer optimizer, LossScaler scaler, int step, bool overflows)
    {
        using var scope = NewDisposeScope();
        Training.AddGradients(network, step);
        var scale = overflows ? float.PositiveInfinity : (float)(double)scaler.Capture()["scale"]!;
        foreach (var parameter in optimizer.Parameters)
        {
            parameter.grad?.mul_(scale);
        }

        optimizer.Step(scaler.Unscale(optimizer.Parameters));
        scaler.Update();
        optimizer.ZeroGradients();
    }

    // Dictionaries in dictionaries, of tensors, lists and numbers.
    private static List<string> Numbers(object? value) => value switch
    {
        IDictionary entries => [.. entries.Keys.Cast<object>().SelectMany(key => Numbers(entries[key]).Select(text => $"{key}: {text}"))],
        IReadOnlyDictionary<string, object?> entries => [.. entries.SelectMany(entry => Numbers(entry.Value).Select(text => $"{entry.Key}: {text}"))],
        Yolo.Checkpoints.TensorData data => [Convert.ToHexString(SHA256.HashData(data.Bytes.Span))],
        _ => [$"{value}"],
    };
}
