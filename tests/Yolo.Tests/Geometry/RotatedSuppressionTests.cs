using TorchSharp;
using Yolo.Geometry;

namespace Yolo.Tests.Geometry;

public sealed class RotatedSuppressionTests
{
    [Test]
    public void Similarity_EqualsThatOfTensors()
    {
        using var scope = torch.NewDisposeScope();
        var boxes = Boxes(40);
        var shapes = boxes.ConvertAll(box => new RotatedGaussian(box));
        var rows = torch.tensor(boxes.SelectMany(box => new[] { box.CenterX, box.CenterY, box.Width, box.Height, box.Angle }).ToArray(), 40, 5);

        var expected = RotatedIou.Probabilistic(rows.unsqueeze(1), rows.unsqueeze(0)).data<float>().ToArray();

        Assert.That(from a in shapes from b in shapes select RotatedGaussian.Similarity(a, b), Is.EqualTo(expected).Within(2e-3));
    }

    [Test]
    public void Run_DropsWhatAnyBetterBoxOverlaps_WhetherItStaysOrNot()
    {
        // Each overlaps its neighbour: in one pass only the first stays, though it does not touch the third.
        RotatedCandidate[] row = [Box(0, 0.9f), Box(6, 0.8f), Box(12, 0.7f), Box(100, 0.6f)];
        var shapes = Array.ConvertAll(row, box => new RotatedGaussian(box.Rectangle));
        var iou = RotatedGaussian.Similarity(shapes[0], shapes[1]);

        Assert.That(RotatedGaussian.Similarity(shapes[0], shapes[2]), Is.LessThan(iou));
        Assert.That(RotatedSuppression.Run(row, new() { Iou = iou }), Is.EqualTo(new[] { 0, 3 }));
        Assert.That(RotatedSuppression.Run([row[0], row[1] with { Class = 1 }], new() { Iou = iou }), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(RotatedSuppression.Run([row[0], row[1] with { Class = 1 }], new() { Iou = iou, Agnostic = true }), Is.EqualTo(new[] { 0 }));
        Assert.That(RotatedSuppression.Run(row, new() { Iou = 1, MaximumDetections = 2 }), Is.EqualTo(new[] { 0, 1 }));
    }

    private static RotatedCandidate Box(float x, float confidence) => new(new(x, 0, 20, 10, 0.3f), confidence, 0, 0);

    private static List<RotatedRectangle> Boxes(int count)
    {
        var random = new Random(5);
        float Next(double low, double high) => (float)(low + (random.NextDouble() * (high - low)));
        return [.. Enumerable.Range(0, count).Select(_ => new RotatedRectangle(Next(0, 50), Next(0, 50), Next(5, 40), Next(5, 40), Next(0, 3)))];
    }
}
