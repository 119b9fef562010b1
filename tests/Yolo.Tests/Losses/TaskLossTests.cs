using System.Runtime.InteropServices;
using Yolo.Geometry;
using Yolo.Losses;
using static TorchSharp.torch;

namespace Yolo.Tests.Losses;

/// <summary>What holds for the losses of masks, key points, rotated boxes and classes without a reference.</summary>
internal sealed class TaskLossTests
{
    private const int Classes = 3;
    private const int Points = 4;
    private static readonly (int Rows, int Columns)[] Levels = [(8, 8), (4, 4), (2, 2)];
    private static readonly LossSettings Settings = new() { Classes = Classes, Strides = [8, 16, 32] };
    private static readonly LossTargets Nothing = new() { Images = default, Classes = default, Boxes = default };

    private static readonly LossTargets Two = new()
    {
        Images = new[] { 1, 1 },
        Classes = new[] { 2, 0 },
        Boxes = new[] { 0.3f, 0.4f, 0.4f, 0.3f, 0.7f, 0.6f, 0.3f, 0.5f },
    };

    private static readonly DetectionLoss[] Losses = [.. LossesOf(Settings with { Waits = true }), .. LossesOf(Settings with { Waits = false })];

    [TestCaseSource(nameof(Losses))]
    public void Loss_WithoutObjects_IsThatOfClassesAlone(DetectionLoss loss)
    {
        using var scope = NewDisposeScope();

        var predictions = Predictions();
        using var result = loss.Compute(predictions, Nothing);
        result.Total.sum().backward();

        var items = Floats(result.Items);
        Assert.That(items.Count(value => value != 0), Is.EqualTo(1));
        Assert.That(items[loss.ItemNames.ToList().IndexOf("cls_loss")], Is.Positive);
        Tensor?[] used = loss switch
        {
            SegmentationLoss => [predictions.Boxes, predictions.MaskCoefficients, predictions.Prototypes, predictions.SemanticLogits],
            PoseLoss => [predictions.Boxes, predictions.Keypoints],
            _ => [predictions.Boxes, predictions.Angles],
        };
        Assert.That(used, Has.All.Matches<Tensor>(prediction => prediction!.grad is { } gradient && gradient.count_nonzero().item<long>() == 0), "a gradient of zeros, not none");
    }

    // So many objects that no box is cut at whole pixels, as the processor cuts those of few.
    [Test]
    public void Loss_ThatDoesNotWaitForTheDevice_IsTheSame([Range(0, 2)] int task, [Values] bool masksAreMaps)
    {
        using var scope = NewDisposeScope();
        var (waiting, free) = (LossesOf(Settings with { Waits = true })[task], LossesOf(Settings with { Waits = false })[task]);
        var (first, second) = (Predictions(), Predictions());
        var targets = Many(waiting, masksAreMaps);

        using var expected = waiting.Compute(first, targets);
        using var actual = free.Compute(second, targets);
        expected.Total.backward();
        actual.Total.backward();

        Assert.That(Floats(actual.Items), Is.EqualTo(Floats(expected.Items)).Within(1e-5));
        Tensor?[] used = [first.Boxes, first.Scores, first.MaskCoefficients, first.Prototypes, first.SemanticLogits, first.Keypoints, first.Angles];
        Tensor?[] same = [second.Boxes, second.Scores, second.MaskCoefficients, second.Prototypes, second.SemanticLogits, second.Keypoints, second.Angles];
        foreach (var (one, other) in used.Zip(same).Where(pair => pair.First!.grad is not null))
        {
            Assert.That(Floats(other!.grad!), Is.EqualTo(Floats(one!.grad!)).Within(1e-5));
        }
    }

    // A validation and a training share what is kept, and the validation may be first.
    [Test]
    public void Grid_MadeInAValidation_ServesATraining()
    {
        using var scope = NewDisposeScope();
        using var grids = new AnchorGrids(Settings.Strides);
        using (inference_mode())
        {
            _ = grids.Of(Levels, CPU);
        }

        var boxes = randn(2, 4, 84, requires_grad: true); // without bins
        var predictions = new BranchPredictions { Boxes = boxes, Scores = randn(2, Classes, 84, requires_grad: true), Levels = Levels };
        using var result = new DetectionLoss(Settings).Compute(predictions, Two, grids);
        result.Total.backward();

        Assert.That(boxes.grad, Is.Not.Null);
    }

    [TestCaseSource(nameof(Losses))]
    public void Loss_AfterAStep_LeavesNoTensor(DetectionLoss loss)
    {
        using var outer = NewDisposeScope();
        var predictions = Predictions();
        var targets = TargetsFor(loss);

        LiveTensors.AssertStable(() => loss.Compute(predictions, targets));
    }

    [Test]
    public void SegmentationLoss_OfMasksInsteadOfAMap_IsTheSame()
    {
        using var scope = NewDisposeScope();
        var loss = new SegmentationLoss(Settings);
        var targets = TargetsFor(loss);
        var map = targets.Masks![1];
        var masks = stack([map.eq(1), map.eq(2)]).to(uint8);

        using var first = loss.Compute(Predictions(), targets);
        using var second = loss.Compute(Predictions(), targets with { Masks = masks, MasksAreMaps = false });

        Assert.That(Floats(second.Items), Is.EqualTo(Floats(first.Items)).Within(1e-5f));
        Assert.That(first.Items[1].item<float>(), Is.Positive);
        Assert.That(first.Items[4].item<float>(), Is.Positive, "the semantic term");
    }

    [Test]
    public void PoseLoss_OfPointsAtTheirPlaces_IsZero()
    {
        using var scope = NewDisposeScope();
        var loss = new PoseLoss(Settings, new KeypointForm(Points, 2) { FromAnchorPoint = true });
        var targets = Two with { Keypoints = Enumerable.Repeat(0.5f, 2 * Points * 2).ToArray() };
        var predictions = Predictions();

        using var result = loss.Compute(predictions with { Keypoints = ToCentre().repeat(2, 1, 1) }, targets);

        Assert.That(result.Items[1].item<float>(), Is.EqualTo(0).Within(1e-5));
        Assert.That(result.Items[2].item<float>(), Is.Zero, "points without visibility have no such term");
    }

    [Test]
    public void PoseLoss_OfTooFewNumbers_SaysSo()
    {
        using var scope = NewDisposeScope();
        var loss = new PoseLoss(Settings, new KeypointForm(Points, 3));

        Assert.That(
            () => loss.Compute(Predictions(), Two with { Keypoints = new float[9] }),
            Throws.InstanceOf<LossException>().With.Message.StartsWith("2 objects with 4 key points each need 24 numbers"));
    }

    [Test]
    public void RotatedRegion_OfUprightBoxes_IsThatOfAxisAlignedOnes()
    {
        using var scope = NewDisposeScope();
        using var grid = new AnchorGrid(Levels, Settings.Strides, CPU);
        var upright = RotatedRegion.Find(new TargetTable([1, 0], [0, 0], [20.3f, 31.7f, 30.2f, 17.9f, 0, 70, 10, 43, 41, 0], 5, 2, CPU), grid);
        var corners = AxisAlignedRegion.Find(new TargetTable([1, 0], [0, 0], [5.2f, 22.75f, 35.4f, 40.65f, 48.5f, -10.5f, 91.5f, 30.5f], 4, 2, CPU), grid);

        Assert.That(Longs(upright.Anchors), Is.Not.Empty.And.EqualTo(Longs(corners.Anchors)));
        Assert.That(Longs(upright.Targets), Is.EqualTo(Longs(corners.Targets)));
    }

    [Test]
    public void RotatedRegion_OfATurnedBox_HoldsPointsInItsFrame()
    {
        using var scope = NewDisposeScope();
        using var grid = new AnchorGrid([(64, 64)], [1.0], CPU);
        var found = RotatedRegion.Find(new TargetTable([0], [0], [32, 30, 40, 6, 0.7f], 5, 1, CPU), grid).Anchors;

        var expected = Enumerable.Range(0, 64 * 64).Where(cell =>
        {
            var (x, y) = ((cell % 64) + 0.5 - 32, (cell / 64) + 0.5 - 30);
            return Math.Abs((x * Math.Cos(0.7)) + (y * Math.Sin(0.7))) <= 20 && Math.Abs((y * Math.Cos(0.7)) - (x * Math.Sin(0.7))) <= 3;
        });
        Assert.That(Longs(found), Is.EqualTo(expected.Select(cell => (long)cell)));
    }

    [Test]
    public void RotatedIou_OfABoxWithItself_IsNearOneAndFallsWithDistance()
    {
        using var scope = NewDisposeScope();
        var box = tensor([10f, 10f, 8f, 4f, 0.3f], [1, 5]);
        var near = tensor([11f, 10f, 8f, 4f, 0.3f], [1, 5]);
        var far = tensor([60f, 10f, 8f, 4f, 0.3f], [1, 5]);

        Assert.Multiple(() =>
        {
            Assert.That(RotatedIou.Probabilistic(box, box).item<float>(), Is.EqualTo(1).Within(1e-3));
            Assert.That(RotatedIou.Probabilistic(box, near).item<float>(), Is.InRange(0.5, 0.99));
            Assert.That(RotatedIou.Probabilistic(box, far).item<float>(), Is.LessThan(0.01));
            Assert.That(RotatedIou.Probabilistic(near, box).item<float>(), Is.EqualTo(RotatedIou.Probabilistic(box, near).item<float>()).Within(1e-6));
        });
    }

    [Test]
    public void ObbLoss_OfAThinObject_LeavesItOut()
    {
        using var scope = NewDisposeScope();
        var thin = Nothing with { Images = new[] { 0 }, Classes = new[] { 0 }, Boxes = new[] { 0.5f, 0.5f, 0.5f, 0.03f, 0.1f } };

        using var result = new ObbLoss(Settings).Compute(Predictions(), thin);

        Assert.That(result.Items[0].item<float>(), Is.Zero);
    }

    [Test]
    public void ClassificationLoss_OfUndecidedLogits_IsTheLogarithmOfTheClasses()
    {
        using var logits = zeros(2, 5);

        using var result = ClassificationLoss.Compute(logits, new[] { 4, 0 });

        Assert.That(result.Total.item<float>(), Is.EqualTo(Math.Log(5)).Within(1e-6));
        Assert.That(() => ClassificationLoss.Compute(logits, new[] { 5, 0 }), Throws.InstanceOf<LossException>().With.Message.Contains("class 5"));
    }

    private static LossTargets TargetsFor(DetectionLoss loss) => loss switch
    {
        ObbLoss => Two with { Boxes = new[] { 0.3f, 0.4f, 0.4f, 0.3f, 0.2f, 0.7f, 0.6f, 0.3f, 0.5f, 1.1f } },
        PoseLoss => Two with { Keypoints = Enumerable.Range(0, 2 * Points * 3).Select(i => i % 3 / 2f).ToArray() },
        _ => Two with { Masks = Map(), SemanticClasses = Map().clamp_min(1) - 1 },
    };

    // Objects of two images in turn, many of them over one another.
    private static LossTargets Many(DetectionLoss loss, bool masksAreMaps)
    {
        const int Count = 60;
        var random = new Random(5);
        var columns = loss is ObbLoss ? 5 : 4;
        float[] boxes = [.. Enumerable.Range(0, Count * columns).Select(i => i % columns < 2 ? 0.2f + (0.6f * random.NextSingle()) : 0.1f + (0.4f * random.NextSingle()))];
        return new LossTargets
        {
            Images = Enumerable.Range(0, Count).Select(i => i % 2).ToArray(),
            Classes = Enumerable.Range(0, Count).Select(i => i % Classes).ToArray(),
            Boxes = boxes,
            Keypoints = Enumerable.Range(0, Count * Points * 3).Select(i => i % 3 / 2f).ToArray(),
            MasksAreMaps = masksAreMaps,
            Masks = masksAreMaps ? randint(0, Count / 2, [2, 16, 16], dtype: int32) : randint(0, 2, [Count, 16, 16], dtype: int32),
            SemanticClasses = randint(0, Classes, [2, 16, 16], dtype: int32),
        };
    }

    // Image 1 has the first object at its upper left and the second at its lower right.
    private static Tensor Map()
    {
        var map = zeros(2, 16, 16, dtype: int32);
        map[1].narrow(0, 4, 4).narrow(1, 2, 6).fill_(1);
        map[1].narrow(0, 6, 8).narrow(1, 9, 4).fill_(2);
        return map;
    }

    // Key points that all lie in the middle of the image.
    private static Tensor ToCentre()
    {
        using var points = AnchorPoints.Make(Levels, Settings.Strides, float32, CPU);
        return ((32 / points.Strides) - points.Points).repeat(Points, 1).unsqueeze(0);
    }

    private static DetectionLoss[] LossesOf(LossSettings settings) =>
        [new SegmentationLoss(settings), new PoseLoss(settings, new KeypointForm(Points, 3)), new ObbLoss(settings)];

    private static BranchPredictions Predictions()
    {
        manual_seed(11);
        var points = Levels.Sum(level => level.Rows * level.Columns);
        return new BranchPredictions
        {
            Boxes = Leaf(2, 64, points),
            Scores = Leaf(2, Classes, points),
            Levels = Levels,
            MaskCoefficients = Leaf(2, 32, points),
            Prototypes = Leaf(2, 32, 16, 16),
            SemanticLogits = Leaf(2, Classes, 8, 8),
            Keypoints = Leaf(2, Points * 3, points),
            Angles = Leaf(2, 1, points),
        };

        static Tensor Leaf(params long[] shape) => randn(shape, requires_grad: true);
    }

    private static float[] Floats(Tensor values) => MemoryMarshal.Cast<byte, float>(values.contiguous().bytes).ToArray();

    private static long[] Longs(Tensor values) => MemoryMarshal.Cast<byte, long>(values.contiguous().bytes).ToArray();
}
