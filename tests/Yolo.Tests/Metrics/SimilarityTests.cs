using Yolo.Geometry;
using Yolo.Metrics;

namespace Yolo.Tests.Metrics;

public sealed class SimilarityTests
{
    [Test]
    public void MaskOverlap_IsIntersectionOverUnion_AndOfNoMaskNothing()
    {
        CellMask Columns(int from, int count) => new(10, 2, from, 0, count, [.. Enumerable.Repeat(true, 2 * count)]);
        var iou = new float[2 * 3];

        MaskOverlap.Iou([Columns(0, 4), null], [Columns(0, 4), Columns(2, 4), Columns(6, 2)], iou);

        Assert.That(iou, Is.EqualTo(new[] { 1, 1 / 3f, 0, 0, 0, 0 }).Within(1e-6));
    }

    [Test]
    public void RotatedOverlap_IsThatOfEachPair_RowByRow()
    {
        RotatedRectangle box = new(50, 40, 30, 10, 0.4f);
        var iou = new float[2 * 3];

        RotatedOverlap.Iou([box, box with { CenterX = 400 }], [box, box with { Width = 10, Height = 30, Angle = 0.4f + (MathF.PI / 2) }, box with { Angle = 1.2f }], iou);

        // Turned by a quarter with its sides exchanged it is the same box.
        Assert.That(iou[..2], Is.All.GreaterThan(0.999));
        Assert.That(iou[2], Is.InRange(0.3, 0.8));
        Assert.That(iou[3..], Is.All.LessThan(1e-3));
        Assert.That(() => RotatedOverlap.Iou([box], [], new float[1]), Throws.ArgumentException);
    }

    [Test]
    public void KeypointSimilarity_FallsWithTheDistance_ForTheSizeOfTheObject()
    {
        var similarity = new KeypointSimilarity(4, 3);
        var label = new LabelledObject(new(0, 0, 20, 10), 0) { Keypoints = new float[] { 1, 1, 2, 5, 5, 1, 9, 9, 0, 3, 3, 0 } };
        Candidate Found(float off) => new(label.Box, 1, 0, 0) { Keypoints = new float[] { 1 + off, 1, 1, 5, 5, 1, 0, 0, 1, 0, 0, 1 } };
        var values = new float[3];

        similarity.Compute([label], [Found(0), Found(3), new(label.Box, 1, 0, 0)], values);

        // Two visible points; one of them off by 3: e^(−9 / ((2/4)² · 20·10·0.53 · 2)).
        Assert.That(values, Is.EqualTo(new[] { 1, (float)((1 + Math.Exp(-9 / (0.25 * 106 * 2))) / 2), 0 }).Within(1e-6));
    }

    [TestCase(17, 3, 0.026f)]
    [TestCase(17, 2, 1 / 17f)]
    [TestCase(5, 3, 0.2f)]
    public void KeypointSigmas_OfAPerson_AreThoseOfCoco(int points, int dimensions, float first) =>
        Assert.That(KeypointSigmas.Of(points, dimensions), Has.Length.EqualTo(points).And.ItemAt(0).EqualTo(first));

    [Test]
    public void KeypointSimilarity_OfAnotherNumberOfPoints_IsRefused() => Assert.That(
        () => new KeypointSimilarity(2, 3).Compute([new(default, 0) { Keypoints = new float[3] }], [new(default, 1, 0, 0) { Keypoints = new float[6] }], new float[1]),
        Throws.ArgumentException.With.Message.Contains("2 points"));
}
