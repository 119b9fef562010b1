using TorchSharp;
using Yolo.Engine.Optimization;

namespace Yolo.Tests.Engine.Optimization;

public sealed class NetworkWeightsTests
{
    [Test]
    public void Restore_AfterTheWeightsMoved_BringsThemBack()
    {
        using var network = Training.Network();
        var weights = new NetworkWeights(network, null);
        var bits = Training.Bits(network);
        var before = LiveTensors.Count;

        using (var captured = weights.Capture())
        {
            using var optimizer = Training.Optimizer(network, "SGD");
            Training.AddGradients(network, 0);
            optimizer.Step();
            optimizer.ZeroGradients();
            Assert.That(Training.Bits(network), Is.Not.EqualTo(bits));

            weights.Restore(captured);
            Assert.That(Training.Bits(network), Is.EqualTo(bits));
        }

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [Test]
    public void Restore_OfDisposedWeights_SaysSo()
    {
        using var network = Training.Network();
        var weights = new NetworkWeights(network, null);
        var captured = weights.Capture();
        captured.Dispose();

        Assert.That(() => weights.Restore(captured), Throws.ArgumentException.With.Message.Contains("disposed"));
    }

    [Test]
    public void SwapAverage_WithAnAverage_ExchangesBoth()
    {
        using var network = Training.Network();
        using var average = new WeightAverage(network);
        var weights = new NetworkWeights(network, average);
        using (torch.no_grad())
        {
            Training.Parameter(network, "model.0.bn.weight").fill_(5);
        }

        weights.SwapAverage();

        Assert.That(weights.HasAverage && weights.ValidatesAverage, Is.True);
        Assert.That(weights.Read("model.0.bn.weight"), Has.All.Not.EqualTo(5f));
        Assert.That(Training.Values(Training.Parameter(average.Network, "model.0.bn.weight")), Has.All.EqualTo(5));
    }

    [Test]
    public void SwapAverage_WithoutAnAverage_SaysSo()
    {
        using var network = Training.Network();

        Assert.That(new NetworkWeights(network, null).SwapAverage, Throws.InvalidOperationException);
    }

    [Test]
    public void Read_ByName_GivesRowAfterRow()
    {
        using var network = Training.Network(channelsLast: true);
        var weights = new NetworkWeights(network, null);

        Assert.That(weights.Read("model.1.conv.weight"), Is.EqualTo(Training.Values(Training.Parameter(network, "model.1.conv.weight"))));
        Assert.That(weights.ParameterNames, Has.Member("model.1.conv.weight").And.No.Member("model.22.dfl.conv.weight"));
        Assert.That(() => weights.Read("model.1.conv.weigth"), Throws.ArgumentException.With.Message.Contains("model.1.conv.weight"));
    }
}
