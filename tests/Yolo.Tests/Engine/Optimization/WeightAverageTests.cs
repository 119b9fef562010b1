using TorchSharp;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;
using Yolo.Engine.Optimization;
using Yolo.Models;

namespace Yolo.Tests.Engine.Optimization;

public sealed class WeightAverageTests
{
    private const string Weight = "model.4.cv1.conv.weight";
    private const string Mean = "model.4.cv1.bn.running_mean";
    private const string Counter = "model.4.cv1.bn.num_batches_tracked";

    [Test]
    public void Update_SeveralTimes_FollowsByTheRule()
    {
        using var network = Training.Network();
        using var average = new WeightAverage(network);
        string[] keys = [Weight, Mean];
        var expected = keys.Select(key => Training.Values(Entry(network, key))).ToList();

        for (var update = 1; update <= 4; update++)
        {
            Move(network, update);
            average.Update();
            var decay = 0.9999 * (1 - Math.Exp(-update / 2000.0));
            expected = [.. keys.Zip(expected, (key, values) => values.Zip(Training.Values(Entry(network, key)), (v, w) => (decay * v) + ((1 - decay) * w)).ToArray())];
        }

        Assert.That(average.Updates, Is.EqualTo(4));
        foreach (var (key, values) in keys.Zip(expected))
        {
            Assert.That(Training.Values(Entry(average.Network, key)), Is.EqualTo(values).Within(1e-6), key);
        }

        Assert.That((Entry(network, Counter).item<long>(), Entry(average.Network, Counter).item<long>()), Is.EqualTo((4, 0)));
    }

    [Test]
    public void Create_OfANetwork_CopiesWhatItIs()
    {
        using var network = Training.Network("yolo26n");
        network.Names = ["a", .. network.Names.Skip(1)];
        network.Head!.EndToEnd = false;

        using var average = new WeightAverage(network);

        Assert.That(Training.Bits(average.Network), Is.EqualTo(Training.Bits(network)));
        Assert.That(average.Network.Names, Is.EqualTo(network.Names));
        Assert.That(average.Network.Strides, Is.EqualTo(network.Strides));
        Assert.That((average.Network.Head!.EndToEnd, average.Network.training, average.Network.parameters().Any(parameter => parameter.requires_grad)), Is.EqualTo((false, false, false)));
        Assert.That(Entry(average.Network, "model.1.conv.weight").stride(), Is.EqualTo(Entry(network, "model.1.conv.weight").stride()));
    }

    [Test]
    public void Swap_Twice_IsAsBefore()
    {
        using var network = Training.Network();
        using var average = new WeightAverage(network);
        Move(network, 1);
        var (weights, averaged) = (Training.Bits(network), Training.Bits(average.Network));

        average.Swap();
        Assert.That(Training.Bits(network)[Weight], Is.EqualTo(averaged[Weight]));
        Assert.That(Training.Bits(average.Network)[Mean], Is.EqualTo(weights[Mean]));

        average.Swap();
        Assert.That(Training.Bits(network), Is.EqualTo(weights));
        Assert.That(Training.Bits(average.Network), Is.EqualTo(averaged));
    }

    [Test]
    public void Restore_AfterAWayThroughPlainValues_IsBitForBitTheSame()
    {
        using var network = Training.Network();
        using var average = new WeightAverage(network);
        Move(network, 1);
        average.Update();
        Move(network, 2);
        average.Update();
        var state = PlainValues.FromGraph((PickleDictionary)PlainValues.ToGraph(average.Capture())!);

        using var other = new WeightAverage(network);
        other.Restore(state);

        Assert.That(other.Updates, Is.EqualTo(2));
        Assert.That(Training.Bits(other.Network), Is.EqualTo(Training.Bits(average.Network)));
    }

    [Test]
    public void Restore_OfAnotherNetwork_SaysSo()
    {
        using var network = Training.Network();
        using var average = new WeightAverage(network);
        using var other = Training.Network("yolo11n");
        using var target = new WeightAverage(other);

        Assert.That(() => target.Restore(average.Capture()), Throws.ArgumentException.With.Message.Contains("not those of the network yolo11n"));
    }

    [Test]
    public void Update_LeavesNoTensorBehind()
    {
        using var network = Training.Network();
        var before = LiveTensors.Count;
        using (var average = new WeightAverage(network))
        {
            var steady = LiveTensors.Count;
            average.Update();
            average.Swap();
            average.Restore(average.Capture());
            Assert.That(LiveTensors.Count, Is.EqualTo(steady));
        }

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    private static torch.Tensor Entry(YoloNetwork network, string key) => network.StateEntries().First(entry => entry.Key == key).Value;

    private static void Move(YoloNetwork network, int step)
    {
        using var noGradient = torch.no_grad();
        foreach (var (_, value) in network.StateEntries())
        {
            if (value.is_floating_point())
            {
                value.mul_(1.1).add_(0.01 * step);
            }
            else
            {
                value.add_(1);
            }
        }
    }
}
