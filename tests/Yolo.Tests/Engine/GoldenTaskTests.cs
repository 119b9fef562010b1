using System.Text.Json;
using Yolo.Engine;
using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Tests.Engine;

/// <summary>Predictions of the tasks beyond boxes, beside those of the reference.</summary>
public sealed class GoldenTaskTests
{
    private const int Step = 4;

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

    // The goldens were made on a processor, where the reference cuts masks at other cells than on a GPU; ours are cut as on a GPU. So outlines differ by up to a cell,
    // which at 192 pixels is a thirtieth of the picture; cut alike, all their points agree.
    [Test]
    public void Outlines_EncloseNearlyWhatTheReferencesDo() => ForEachPicture("yolo11n-seg", "coco-seg", 192, (result, golden) =>
    {
        var wanted = golden.TryGetProperty("masks", out var masks) ? masks.EnumerateArray().ToList() : [];
        Assert.That(result.Masks!, Has.Count.EqualTo(wanted.Count));
        foreach (var (mask, expected) in result.Masks!.Zip(wanted))
        {
            var polygon = expected.GetProperty("polygon").EnumerateArray().Select(Numbers).Select(point => new PixelPoint(point[0], point[1])).ToList();
            Assert.That(Overlap(mask.Outline(), polygon, result.OriginalImage), Is.GreaterThan(0.7));
        }
    });

    [Test]
    public void Probabilities_AreTheReferences()
    {
        var files = Directory.EnumerateFiles(Shared.Path("datasets", "flowers"), "*.jpg", SearchOption.AllDirectories).ToDictionary(file => Path.GetFileName(file), StringComparer.Ordinal);
        ForEachPicture("yolo11n-cls", files.GetValueOrDefault, 96, (result, golden) =>
            Assert.That(result.Probabilities!.AsSpan().ToArray(), Is.EqualTo(Numbers(golden.GetProperty("probs"))).Within(0.002), result.Path));
    }

    private static void ForEachPicture(string name, string dataset, int size, Action<Result, JsonElement> check) =>
        ForEachPicture(name, file => Shared.Path("datasets", dataset, "images", "train", file), size, check);

    private static void ForEachPicture(string name, Func<string, string?> pathOf, int size, Action<Result, JsonElement> check)
    {
        using var goldens = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("goldens", "tasks", $"predict-{name}.json")));
        using var model = new YoloModel(Shared.Path("weights", name + ".pt"));
        foreach (var golden in goldens.RootElement.GetProperty("images").EnumerateArray())
        {
            check(model.Predict(pathOf(golden.GetProperty("image").GetString()!)!, new() { ImageSize = size }).Single(), golden);
        }
    }

    // Intersection over union of what two outlines enclose, looked at every few pixels.
    private static double Overlap(IReadOnlyList<PixelPoint> one, IReadOnlyList<PixelPoint> other, Image picture)
    {
        var places = from y in Enumerable.Range(0, picture.Height / Step)
                     from x in Enumerable.Range(0, picture.Width / Step)
                     let place = new PixelPoint((x * Step) + 0.5, (y * Step) + 0.5)
                     select (One: IsInside(one, place), Other: IsInside(other, place));
        var (both, any) = (0, 0);
        foreach (var place in places)
        {
            both += place.One && place.Other ? 1 : 0;
            any += place.One || place.Other ? 1 : 0;
        }

        return (double)both / Math.Max(1, any);
    }

    private static bool IsInside(IReadOnlyList<PixelPoint> outline, PixelPoint place)
    {
        var inside = false;
        for (var i = 0; i < outline.Count; i++)
        {
            var (a, b) = (outline[i], outline[(i + 1) % outline.Count]);
            inside ^= (a.Y > place.Y) != (b.Y > place.Y) && place.X < a.X + ((place.Y - a.Y) / (b.Y - a.Y) * (b.X - a.X));
        }

        return inside;
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];
}
