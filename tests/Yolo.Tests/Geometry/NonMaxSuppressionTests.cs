using System.Runtime.InteropServices;
using System.Text.Json;
using Yolo.Geometry;

namespace Yolo.Tests.Geometry;

public sealed class NonMaxSuppressionTests
{
    private const int Classes = 6;
    private const int Anchors = 1500;

    [Test]
    public void Run_GoldenPredictions_KeepsTheReferencesBoxes([Range(0, 4)] int setting, [Values(0, 1)] int picture)
    {
        var file = new GoldenFile(Shared.Path("goldens", "ops", "boxes.safetensors"));
        var predictions = MemoryMarshal.Cast<byte, float>(file.Bytes("predictions"));
        var expected = MemoryMarshal.Cast<byte, float>(file.Bytes($"nms.{setting}.{picture}"));
        var options = Options(file.Metadata($"nms.{setting}"));

        var kept = new NonMaxSuppression().Run(predictions.Slice(picture * 10 * Anchors, 10 * Anchors), Classes, Anchors, options);

        if (expected.Length == 0)
        {
            // Here the reference ran out of its time limit and gave the second picture nothing. Ours has no such limit.
            Assert.That((setting, picture, kept.Count), Is.EqualTo((1, 1, 300)));
            return;
        }

        Assert.That(kept, Has.Count.EqualTo(expected.Length / 6));
        for (var i = 0; i < kept.Count; i++)
        {
            var row = expected.Slice(i * 6, 6).ToArray();
            var (box, confidence, label, _) = kept[i];
            Assert.That(new[] { box.X1, box.Y1, box.X2, box.Y2, confidence, label }, Is.EqualTo(row).Within(1e-4f), $"box {i}");
        }
    }

    [Test]
    public void Run_RandomBoxes_EqualsThePlainDefinition([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        var (classes, anchors) = (random.Next(1, 5), random.Next(1, 400));
        var prediction = new float[(4 + classes) * anchors];
        for (var i = 0; i < prediction.Length; i++)
        {
            var row = i / anchors;
            prediction[i] = row < 2 ? random.NextSingle() * 200 : row < 4 ? 10 + (random.NextSingle() * 60) : MathF.Round(random.NextSingle(), 2);
        }

        var options = new SuppressionOptions
        {
            Confidence = 0.3f,
            Iou = 0.1 * random.Next(1, 9),
            Agnostic = seed % 3 == 0,
            MultiLabel = seed % 2 == 0,
            MaximumDetections = seed % 4 == 0 ? 11 : 300,
            Classes = seed % 5 == 0 ? [0] : null,
        };

        var kept = new NonMaxSuppression().Run(prediction, classes, anchors, options);

        Assert.That(kept.Select(candidate => (candidate.Anchor, candidate.Class)), Is.EqualTo(Plain(prediction, classes, anchors, options)));
    }

    [Test]
    public void Run_NothingAboveTheThreshold_GivesNothing() =>
        Assert.That(new NonMaxSuppression().Run(new float[6 * 3], 2, 3, new()), Is.Empty);

    [Test]
    public void Run_NoAnchors_GivesNothing() => Assert.That(new NonMaxSuppression().Run([], 2, 0, new()), Is.Empty);

    [Test]
    public void Run_ShortPrediction_IsRefused() =>
        Assert.That(() => new NonMaxSuppression().Run(new float[5], 2, 3, new()), Throws.ArgumentException.With.Message.Contains("18 numbers"));

    [Test]
    public void Run_MoreBoxesThanTheBuffersHold_KeepsAll()
    {
        const int count = 2000;
        var prediction = new float[5 * count];
        for (var i = 0; i < count; i++)
        {
            prediction[i] = i * 20;
            prediction[(2 * count) + i] = prediction[(3 * count) + i] = 10;
            prediction[(4 * count) + i] = 0.5f;
        }

        var kept = new NonMaxSuppression().Run(prediction, 1, count, new() { MaximumDetections = count });

        Assert.That(kept.Select(candidate => candidate.Anchor), Is.EqualTo(Enumerable.Range(0, count)), "equals keep their order");
    }

    [Test]
    public void Select_EndToEndRows_AppliesThresholdsOnly()
    {
        float[] rows = [0, 0, 10, 10, 0.9f, 1, 0, 0, 10, 10, 0.8f, 1, 0, 0, 10, 10, 0.6f, 0, 0, 0, 10, 10, 0.2f, 1];

        var kept = NonMaxSuppression.Select(rows, 6, new() { Classes = [1], MaximumDetections = 5 });

        Assert.That(kept.Select(candidate => candidate.Anchor), Is.EqualTo(new[] { 0, 1 }));
    }

    private static SuppressionOptions Options(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new SuppressionOptions
        {
            Confidence = root.GetProperty("conf_thres").GetSingle(),
            Iou = root.GetProperty("iou_thres").GetDouble(),
            MultiLabel = root.TryGetProperty("multi_label", out var multi) && multi.GetBoolean(),
            Agnostic = root.TryGetProperty("agnostic", out var agnostic) && agnostic.GetBoolean(),
            MaximumDetections = root.TryGetProperty("max_det", out var most) ? most.GetInt32() : 300,
            Classes = root.TryGetProperty("classes", out var classes) ? [.. classes.EnumerateArray().Select(label => label.GetInt32())] : null,
        };
    }

    // Written for clarity alone: every pair is compared, in the order of confidence.
    private static List<(int Anchor, int Class)> Plain(float[] prediction, int classes, int anchors, SuppressionOptions options)
    {
        float At(int row, int anchor) => prediction[(row * anchors) + anchor];
        var rows = from anchor in Enumerable.Range(0, anchors)
                   let best = Enumerable.Range(0, classes).MaxBy(label => At(4 + label, anchor))
                   from label in options.MultiLabel ? Enumerable.Range(0, classes) : [best]
                   where At(4 + label, anchor) > options.Confidence && (options.Classes?.Contains(label) ?? true)
                   select (anchor, label);
        var kept = new List<(int Anchor, int Class)>();
        foreach (var (anchor, label) in rows.OrderByDescending(row => At(4 + row.label, row.anchor)))
        {
            Box Of(int index) => Box.FromCenter(At(0, index), At(1, index), At(2, index), At(3, index));
            if (kept.Count < options.MaximumDetections && !kept.Exists(other => (options.Agnostic || other.Class == label) && Of(other.Anchor).Iou(Of(anchor)) > options.Iou))
            {
                kept.Add((anchor, label));
            }
        }

        return kept;
    }

    [Test]
    public void NumbersThatAreNone_AreNoBoxes()
    {
        float[] prediction = [10, float.PositiveInfinity, 10, 10, 10, 10, 4, 4, float.NaN, 4, 4, 4, 0.9f, 0.9f, 0.9f]; // three anchor points, one class
        float[] rows = [0, 0, 5, 5, 0.9f, 0, 0, 0, 5, 5, 0.8f, 7, 0, 0, 5, 5, 0.8f, float.NaN, 0, 0, 5, 5, 0.8f, -1, 0, 0, float.NegativeInfinity, 5, 0.8f, 1];

        Assert.That(new NonMaxSuppression().Run(prediction, 1, 3, new()).Select(box => box.Anchor), Is.EqualTo(new[] { 0 }));
        Assert.That(NonMaxSuppression.Select(rows, 6, new(), classes: 2).Select(box => box.Anchor), Is.EqualTo(new[] { 0 }));
    }
}
