using TorchSharp.Modules;
using Yolo.Models;
using Yolo.Modules;
using Yolo.Modules.Heads;
using static TorchSharp.torch;

namespace Yolo.Tests.Models;

/// <summary>What networks do beyond their outputs: memory, gradients, fusing, end-to-end switch, settings of norms and biases.</summary>
public sealed class YoloNetworkTests
{
    [Test]
    public void Forward_InEvaluation_LeavesNoTensorButItsOutput([Values("yolov8n", "yolo26n-seg", "yolo12n", "yolov9t", "yolov8n-cls")] string name)
    {
        using var network = ModelBuilder.Build(ModelSpec.Load(name));
        network.eval();
        using var noGradient = no_grad();
        using var input = rand(1, 3, 64, 64);
        network.call(input).Dispose();
        var before = LiveTensors.Count;
        using var scope = NewDisposeScope();

        var output = network.call(input);
        Assert.That(LiveTensors.Count - before, Is.LessThanOrEqualTo(12));
        output.Dispose();
        Assert.That((LiveTensors.Count - before, scope.DisposablesCount), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Backward_ThroughEveryTask_GivesGradientsToAllWeightsThatTakePart(
        [Values("yolov8n", "yolo26n", "yolo26n-seg", "yolo26n-pose", "yolov8n-obb", "yolo12n", "yolov10n", "yolov8n-cls")] string name)
    {
        using var scope = NewDisposeScope();
        using var network = ModelBuilder.Build(ModelSpec.Load(name));
        using var output = network.call(rand(2, 3, 64, 64));
        var sum = output.Tensors().Select(tensor => tensor.pow(2).mean()).Aggregate((a, b) => a + b);
        sum.backward();

        var without = network.named_parameters().Where(entry => entry.parameter.requires_grad && entry.parameter.grad is null).Select(entry => entry.name);
        Assert.That(without.Where(key => !key.Contains("flow_model", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void UseChannelsLast_BeforeAChangeInPlace_LeavesGradientsToTheWeights()
    {
        using var scope = NewDisposeScope();
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n")).UseChannelsLast();
        using (no_grad())
        {
            foreach (var parameter in network.parameters())
            {
                parameter.mul_(1.01);
            }
        }

        using var output = network.call(rand(1, 3, 64, 64));
        output.Tensors().Select(tensor => tensor.pow(2).mean()).Aggregate((a, b) => a + b).backward();

        Assert.That(network.named_parameters().Where(entry => !entry.parameter.is_leaf).Select(entry => entry.name), Is.Empty);
        Assert.That(network.named_parameters().Where(entry => entry.parameter.requires_grad && entry.parameter.grad is null).Select(entry => entry.name), Is.Empty);
    }

    [Test]
    public void OneToOne_InTraining_SendsNoGradientToTheBackbone()
    {
        using var scope = NewDisposeScope();
        using var network = ModelBuilder.Build(ModelSpec.Load("yolo26n"));
        using var output = network.call(rand(2, 3, 64, 64));
        (output.OneToOne!.Boxes.mean() + output.OneToOne.Scores.mean()).backward();

        Assert.That(network.get_parameter("model.0.conv.weight")!.grad, Is.Null);
    }

    [Test]
    public void EndToEnd_SwitchedOff_GivesOnePredictionAnAnchorPoint()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolo26n"));
        network.eval();
        network.Head!.EndToEnd = false;
        using var noGradient = no_grad();
        using var input = rand(1, 3, 64, 64);
        using var output = network.call(input);
        network.Fuse();

        Assert.Multiple(() =>
        {
            Assert.That(output.Decoded!.shape, Is.EqualTo(new long[] { 1, 84, 84 }));
            Assert.That(output.OneToOne, Is.Null);
            Assert.That(network.Head.IsOneToManyDropped, Is.False);
        });
    }

    [Test]
    public void Build_OfADetector_SetsNormsAndBiases()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n") with { Classes = 5 });
        var norms = network.modules().OfType<BatchNorm>().ToList();
        var bias = network.get_parameter("model.22.cv3.1.2.bias")!;

        Assert.Multiple(() =>
        {
            Assert.That(norms.Select(norm => (norm.eps, norm.momentum)).Distinct(), Is.EqualTo(new[] { (1e-3, (double?)0.03) }));
            Assert.That((double)bias[0].item<float>(), Is.EqualTo(Math.Log(5.0 / 5 / 1600)).Within(1e-5));
            Assert.That(network.get_parameter("model.22.cv2.0.2.bias")![0].item<float>(), Is.EqualTo(2));
            Assert.That(network.training);
        });
    }

    [Test]
    public void Build_OfAClassifier_KeepsTheNormsOfTorch()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n-cls"));

        Assert.That(network.modules().OfType<BatchNorm>().First().eps, Is.EqualTo(1e-5));
        Assert.That(network.Strides, Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void Activation_OfAFile_HoldsForThatNetworkAlone()
    {
        using var six = ModelBuilder.Build(ModelSpec.Load("yolov6n"));
        using var eight = ModelBuilder.Build(ModelSpec.Load("yolov8n"));

        Assert.That(((Conv)six.Layers[0].Module).Activation, Is.SameAs(Activation.ReLU));
        Assert.That(((Conv)eight.Layers[0].Module).Activation, Is.SameAs(Activation.SiLU));
    }

    [Test]
    public void Fuse_CalledTwice_ChangesNothingMore()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov10n"));
        network.eval();
        var keys = network.Fuse().StateEntries().Select(entry => entry.Key).ToList();

        Assert.That(network.IsFused);
        Assert.That(network.Fuse().StateEntries().Select(entry => entry.Key), Is.EqualTo(keys));
        Assert.That(keys, Does.Contain("model.22.m.0.cv1.2.conv.bias").And.None.Contains(".bn."));
    }

    [Test]
    public void Flow_OverThePlane_IsADensity()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var flow = new RealNvp();
        var axis = linspace(-10, 10, 201);
        var points = stack(meshgrid([axis, axis]), -1).view(-1, 2);

        Assert.That((double)flow.call(points).exp().sum().item<float>() * 0.01, Is.EqualTo(1).Within(0.01));
    }
}
