using System.Text.Json;
using Yolo.Engine;
using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Tests.Engine;

/// <summary>Predictions of the tasks beyond boxes, beside those of the reference.</summary>
public sealed class GoldenTaskTests
{
    // Pixels of the network's input for one cell of the prototypes.
    private const double Cell = 4;

    [TestCase("yolo11n-obb")]
    [TestCase("yolo26n-obb")]
    public void RotatedBoxes_HaveTheReferencesAnglesAndCorners(string name) => ForEachPicture(name, "dota", 256, (result, golden) =>
    {
        var wanted = golden.GetProperty("obb").EnumerateArray().ToList();
        Assert.That(result.RotatedBoxes!, Has.Count.EqualTo(wanted.Count));
        foreach (var (box, expected) in result.RotatedBoxes!.Zip(wanted))
        {
            Assert.That(new[] { box.CenterX, box.CenterY, box.Width, box.Height, box.Angle }, Is.EqualTo(Numbers(expected.GetProperty("xywhr"))).Within(1e-3));
            Assert.That(box.Corners().SelectMany(corner => new[] { corner.X, corner.Y }), Is.EqualTo(Numbers(expected.GetProperty("xyxyxyxy"))).Within(1e-3));
        }
    });

    // The goldens were made on a processor, where the reference cuts masks at other cells than on a GPU; ours are cut as on a GPU. So outlines may reach a cell farther or less far, and half a one by sampling.
    [Test]
    public void Outlines_ReachAsFarAsTheReferences() => ForEachPicture("yolo11n-seg", "coco-seg", 192, (result, golden) =>
    {
        var wanted = golden.TryGetProperty("masks", out var masks) ? masks.EnumerateArray().ToList() : [];
        Assert.That(result.Masks!, Has.Count.EqualTo(wanted.Count));
        var cell = Cell * Math.Max(result.OriginalImage.Width, result.OriginalImage.Height) / 192;
        foreach (var (mask, expected) in result.Masks!.Zip(wanted))
        {
            var polygon = expected.GetProperty("polygon").EnumerateArray().Select(Numbers).Select(point => new PixelPoint(point[0], point[1])).ToList();
            Assert.That(Extent(mask.Outline()), Is.EqualTo(Extent(polygon)).Within((1.5 * cell) + 1e-3));
        }
    });

    private static void ForEachPicture(string name, string dataset, int size, Action<Result, JsonElement> check)
    {
        using var goldens = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("goldens", "tasks", $"predict-{name}.json")));
        using var model = new YoloModel(Shared.Path("weights", name + ".pt"));
        foreach (var golden in goldens.RootElement.GetProperty("images").EnumerateArray())
        {
            var picture = Shared.Path("datasets", dataset, "images", "train", golden.GetProperty("image").GetString()!);
            check(model.Predict(picture, new() { ImageSize = size }).Single(), golden);
        }
    }

    private static double[] Extent(IReadOnlyList<PixelPoint> points) =>
        [points.Min(point => point.X), points.Min(point => point.Y), points.Max(point => point.X), points.Max(point => point.Y)];

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];
}
