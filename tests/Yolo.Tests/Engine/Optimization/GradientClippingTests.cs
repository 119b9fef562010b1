using TorchSharp;
using Yolo.Engine.Optimization;

namespace Yolo.Tests.Engine.Optimization;

public sealed class GradientClippingTests
{
    [TestCase(1e-3, ExpectedResult = false)]
    [TestCase(100, ExpectedResult = true)]
    public bool Clip_ByTheCommonNorm_ScalesAllGradientsDown(double size)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Training.Network();
        Training.AddGradients(network, 0);
        var parameters = network.parameters().ToList();
        parameters.ForEach(parameter => parameter.grad?.mul_(size));
        var before = parameters.Select(parameter => parameter.grad is { } gradient ? Training.Values(gradient) : []).ToList();
        var norm = Math.Sqrt(before.Sum(values => values.Sum(value => value * value)));

        Assert.That(GradientClipping.Clip(parameters).item<float>(), Is.EqualTo(norm).Within(1e-4).Percent);

        var factor = Math.Min(1, 10 / (norm + 1e-6));
        foreach (var (parameter, values) in parameters.Zip(before).Where(pair => pair.First.grad is not null).Take(40))
        {
            Assert.That(Training.Values(parameter.grad!), Is.EqualTo(values.Select(value => value * factor)).Within(1e-4 * size * factor));
        }

        return factor < 1;
    }

    [Test]
    public void Clip_GradientsThatAreNoNumbers_SaysSo()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Training.Network();
        Training.AddGradients(network, 0);
        Training.Parameter(network, "model.0.bn.bias").grad!.mul_(float.NaN);

        Assert.That(GradientClipping.Clip(network.parameters()).item<float>(), Is.NaN);
    }

    [Test]
    public void Clip_LeavesNothingButTheNorm()
    {
        using var network = Training.Network();
        Assert.That(Clip(), Is.Zero);
        Training.AddGradients(network, 0);
        GradientClipping.Clip(network.parameters()).Dispose();
        var before = LiveTensors.Count;

        Assert.That(Clip(), Is.GreaterThan(10));
        Assert.That(LiveTensors.Count, Is.EqualTo(before));

        float Clip()
        {
            using var norm = GradientClipping.Clip(network.parameters());
            return norm.item<float>();
        }
    }
}
