using Yolo.Losses;
using static TorchSharp.torch;

namespace Yolo.Tests.Losses;

/// <summary>What holds for losses of boxes without a reference: empty batches, single images, lifetimes, errors.</summary>
public sealed class DetectionLossTests
{
    private const int Classes = 3;
    private static readonly (int Rows, int Columns)[] Levels = [(8, 8), (4, 4), (2, 2)];
    private static readonly LossSettings Settings = new() { Classes = Classes, Strides = [8, 16, 32] };
    private static readonly LossTargets Nothing = new() { Images = default, Classes = default, Boxes = default };
    private static readonly LossTargets One = new() { Images = new[] { 0 }, Classes = new[] { 2 }, Boxes = new[] { 0.5f, 0.5f, 0.4f, 0.3f } };

    [TestCase(16)]
    [TestCase(1)]
    public void Loss_WithoutObjects_IsThatOfClassesAlone(int bins)
    {
        using var scope = NewDisposeScope();
        var (predictions, leaves) = Predictions(images: 2, bins);

        using var result = new DetectionLoss(Settings).Compute(predictions, Nothing);
        result.Total.backward();

        var expected = nn.functional.binary_cross_entropy_with_logits(leaves[1], zeros_like(leaves[1]), reduction: nn.Reduction.Sum) * 0.5;
        Assert.That(result.Items[1].item<float>(), Is.EqualTo(expected.item<float>()).Within(1e-2));
        Assert.That(result.Items[0].item<float>() + result.Items[2].item<float>(), Is.Zero);
        Assert.That(result.Total.item<float>(), Is.EqualTo(2 * expected.item<float>()).Within(2e-2));
        Assert.That(leaves[0].grad!.abs().sum().item<float>(), Is.Zero);
    }

    [Test]
    public void ClassTerm_OfOneImage_EqualsCrossEntropyAgainstDenseTargets()
    {
        using var scope = NewDisposeScope();
        var (predictions, leaves) = Predictions(images: 1, bins: 16);

        using var result = new DetectionLoss(Settings).Compute(predictions, One);
        result.Total.backward();

        // The gradient of cross entropy is probability less target: the targets can be read off it.
        var scale = leaves[1].grad! / (leaves[1].sigmoid() - 1e-9);
        var others = scale.narrow(1, 0, 2).flatten();
        Assert.That(others.std().item<float>() / others.mean().item<float>(), Is.LessThan(1e-4), "classes without an object have target 0");
        var targets = leaves[1].sigmoid() - (leaves[1].grad! / others.mean());
        Assert.That(targets.select(1, 2).gt(0.01).sum().item<long>(), Is.InRange(1, 10));
        Assert.That(targets.min().item<float>(), Is.GreaterThan(-1e-3));
        Assert.That(targets.max().item<float>(), Is.LessThan(1));
    }

    [Test]
    public void Loss_OfABatch_DoesNotDependOnTheOrderOfImages()
    {
        using var scope = NewDisposeScope();
        var (predictions, _) = Predictions(images: 2, bins: 16);
        var swapped = predictions with { Boxes = predictions.Boxes.flip(0), Scores = predictions.Scores.flip(0) };
        var loss = new DetectionLoss(Settings);

        using var first = loss.Compute(predictions, One);
        using var second = loss.Compute(swapped, One with { Images = new[] { 1 } });

        Assert.That(second.Total.item<float>(), Is.EqualTo(first.Total.item<float>()).Within(1e-3));
    }

    [Test]
    public void Loss_OfBfloat16Predictions_IsFloat32AndNearTheSame()
    {
        using var scope = NewDisposeScope();
        var (predictions, _) = Predictions(images: 2, bins: 16);
        var half = predictions with { Boxes = predictions.Boxes.to(bfloat16), Scores = predictions.Scores.to(bfloat16) };
        var loss = new DetectionLoss(Settings);

        using var exact = loss.Compute(predictions, One);
        using var rounded = loss.Compute(half, One);

        Assert.That(rounded.Total.dtype, Is.EqualTo(ScalarType.Float32));
        Assert.That(rounded.Total.item<float>(), Is.EqualTo(exact.Total.item<float>()).Within(exact.Total.item<float>() * 0.02));
    }

    [Test]
    public void Loss_AfterAStep_LeavesNoTensor()
    {
        using var outer = NewDisposeScope();
        var (predictions, _) = Predictions(images: 2, bins: 16);
        var loss = new EndToEndLoss(new DetectionLoss(Settings), new DetectionLoss(Settings, AssignmentRule.OneToOne), 3);

        LiveTensors.AssertStable(() => loss.Compute(predictions, predictions, One));
    }

    [Test]
    public void Loss_OutsideADisposeScope_LeavesOnlyItsResult()
    {
        using var boxes = zeros(1, 64, 84);
        using var scores = zeros(1, Classes, 84);
        var predictions = new BranchPredictions { Boxes = boxes, Scores = scores, Levels = Levels };
        var before = LiveTensors.Count;

        using (new DetectionLoss(Settings).Compute(predictions, One))
        {
            Assert.That(LiveTensors.Count, Is.EqualTo(before + 3));
        }

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [TestCase(1, new[] { 0.8, 0.1 })]
    [TestCase(3, new[] { 0.8, 0.45, 0.1, 0.1 })]
    [TestCase(8, new[] { 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1 })]
    public void EndToEndLoss_OverTheEpochs_MovesWeightToOneToOne(int epochs, double[] weights)
    {
        var loss = new EndToEndLoss(new DetectionLoss(Settings), new DetectionLoss(Settings, AssignmentRule.OneToOne), epochs);
        foreach (var weight in weights)
        {
            Assert.That(loss.OneToManyWeight, Is.EqualTo(weight).Within(1e-9));
            Assert.That(loss.OneToOneWeight, Is.EqualTo(1 - weight).Within(1e-9));
            loss.EndEpoch();
        }
    }

    [Test]
    public void Loss_OfTargetsThatDoNotFit_SaysWhich()
    {
        using var scope = NewDisposeScope();
        var (predictions, _) = Predictions(images: 1, bins: 16);
        var loss = new DetectionLoss(Settings);

        Assert.Multiple(() =>
        {
            Refuse(One with { Classes = new[] { 3 } }, "Object 0 is of class 3, but there are 3 classes, numbered from 0.");
            Refuse(One with { Images = new[] { 1 } }, "Object 0 is of image 1, but there are 1 images, numbered from 0.");
            Refuse(One with { Boxes = new float[5] }, "1 objects need 1 classes and 4 numbers of boxes, not 1 and 5.");
        });

        void Refuse(LossTargets targets, string message) =>
            Assert.That(() => loss.Compute(predictions, targets), Throws.InstanceOf<LossException>().With.Message.EqualTo(message));
    }

    private static (BranchPredictions Predictions, Tensor[] Leaves) Predictions(int images, int bins)
    {
        manual_seed(7);
        var points = Levels.Sum(level => level.Rows * level.Columns);
        var boxes = randn([images, 4 * bins, points], requires_grad: true);
        var scores = randn([images, Classes, points], requires_grad: true);
        return (new BranchPredictions { Boxes = boxes, Scores = scores, Levels = Levels }, [boxes, scores]);
    }
}
