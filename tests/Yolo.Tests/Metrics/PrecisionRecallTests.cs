using System.Runtime.InteropServices;
using Yolo.Metrics;

namespace Yolo.Tests.Metrics;

public sealed class PrecisionRecallTests
{
    private const double Rounding = 1e-12;

    [Test]
    public void Compute_OnTheReferencesMatches_GivesItsFigures()
    {
        var golden = new GoldenFile(Shared.Path("goldens", "ops", "ap.safetensors"));
        var evaluation = PrecisionRecall.Compute(
            MemoryMarshal.Cast<byte, bool>(golden.Bytes("in.tp")),
            MemoryMarshal.Cast<byte, float>(golden.Bytes("in.conf")),
            Integers(golden, "in.pred_cls"),
            Integers(golden, "in.target_cls"));

        var (classes, curves) = (evaluation.Classes, evaluation.Curves);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(classes.Select(one => (double)one.Class), Is.EqualTo(Doubles(golden, "out.classes")));
            Assert.That(PrecisionRecall.Grid, Is.EqualTo(Doubles(golden, "out.x")));
            Assert.That(classes.Select(one => one.TruePositives), Is.EqualTo(Doubles(golden, "out.tp_count")));
            Assert.That(classes.Select(one => one.FalsePositives), Is.EqualTo(Doubles(golden, "out.fp_count")));
            Assert.That(classes.Select(one => one.Precision), Is.EqualTo(Doubles(golden, "out.precision")).Within(Rounding));
            Assert.That(classes.Select(one => one.Recall), Is.EqualTo(Doubles(golden, "out.recall")).Within(Rounding));
            Assert.That(classes.Select(one => one.F1), Is.EqualTo(Doubles(golden, "out.f1")).Within(Rounding));
            Assert.That(curves.SelectMany(one => one.AveragePrecision), Is.EqualTo(Doubles(golden, "out.ap")).Within(Rounding));
            Assert.That(curves.SelectMany(one => one.Precision), Is.EqualTo(Doubles(golden, "out.p_curve")).Within(Rounding));
            Assert.That(curves.SelectMany(one => one.Recall), Is.EqualTo(Doubles(golden, "out.r_curve")).Within(Rounding));
            Assert.That(curves.SelectMany(one => one.F1), Is.EqualTo(Doubles(golden, "out.f1_curve")).Within(Rounding));
            Assert.That(evaluation.Map50, Is.EqualTo(Doubles(golden, "out.map50")[0]).Within(Rounding));
            Assert.That(evaluation.Map, Is.EqualTo(Doubles(golden, "out.map")[0]).Within(Rounding));
        }
    }

    [Test]
    public void Compute_OfAPerfectDetector_Gives995Thousandths()
    {
        var evaluation = PrecisionRecall.Compute(Marks(true, true, true), [0.9f, 0.8f, 0.7f], [0, 0, 0], [0, 0, 0]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(evaluation.Map50, Is.EqualTo(0.995).Within(Rounding));
            Assert.That(evaluation.Map, Is.EqualTo(0.995).Within(Rounding));
            Assert.That((evaluation.Precision, evaluation.Recall), Is.EqualTo((1.0, 1.0)));
        }
    }

    [Test]
    public void Compute_WithHalfOfTheObjectsFound_AddsTheTailToTheCorner()
    {
        var evaluation = PrecisionRecall.Compute(Marks(true), [0.9f], [0], [0, 0]);
        Assert.That(evaluation.Map50, Is.EqualTo(0.75).Within(Rounding));
    }

    [Test]
    public void Compute_WithoutDetections_CountsEachLabelledClassWithZero()
    {
        var evaluation = PrecisionRecall.Compute([], [], [], [2, 0, 2]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(evaluation.Classes.Select(one => (one.Class, one.Instances, one.Ap)), Is.EqualTo(new[] { (0, 1, 0.0), (2, 2, 0.0) }));
            Assert.That((evaluation.Precision, evaluation.Recall, evaluation.F1, evaluation.Map75, evaluation.Map), Is.EqualTo((0.0, 0.0, 0.0, 0.0, 0.0)));
            Assert.That((evaluation.Classes[0].TruePositives, evaluation.Classes[0].FalsePositives), Is.EqualTo((0.0, 0.0)));
        }
    }

    [Test]
    public void Compute_WithoutLabels_HasNoClassesAndZeroMeans()
    {
        var evaluation = PrecisionRecall.Compute(Marks(false), [0.5f], [1], []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(evaluation.Classes, Is.Empty);
            Assert.That((evaluation.Precision, evaluation.Map, evaluation.OperatingIndex), Is.EqualTo((0.0, 0.0, 0)));
        }
    }

    [Test]
    public void Compute_WithAClassThatIsOnlyDetected_LeavesItOut()
    {
        var evaluation = PrecisionRecall.Compute(Marks(true, false, false), [0.9f, 0.8f, 0.7f], [0, 1, 1], [0]);
        Assert.That((evaluation.Classes.Count, Math.Round(evaluation.Map, 12)), Is.EqualTo((1, 0.995)));
    }

    [Test]
    public void Compute_WithEqualConfidences_KeepsTheirOrder()
    {
        var rightFirst = PrecisionRecall.Compute(Marks(true, false), [0.5f, 0.5f], [0, 0], [0]);
        var wrongFirst = PrecisionRecall.Compute(Marks(false, true), [0.5f, 0.5f], [0, 0], [0]);
        Assert.That((rightFirst.Map50, wrongFirst.Map50), Is.EqualTo((0.995, 0.4975)).Using<(double, double)>(
            (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < Rounding));
    }

    [Test]
    public void Compute_WithTooFewMarks_SaysSo() =>
        Assert.That(() => PrecisionRecall.Compute(Marks(true), [0.5f, 0.4f], [0, 0], [0]), Throws.ArgumentException.With.Message.Contains("2 confidences"));

    /// <summary>The area recomputed from its definition: at each of 101 recalls, the line through the neighbours of the sorted, maximised points.</summary>
    [Test]
    public void AveragePrecision_OnRandomMarks_EqualsTheDefinition([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        int labels = random.Next(1, 30), detections = random.Next(1, 60), hitsLeft = labels;
        bool[] hits = [.. Enumerable.Range(0, detections).Select(_ => random.Next(2) == 0 && hitsLeft-- > 0)];
        float[] confidences = [.. Enumerable.Range(0, detections).Select(rank => 1 - (rank / 100f))];
        var evaluation = PrecisionRecall.Compute(Marks(hits), confidences, new int[detections], new int[labels]);
        Assert.That(evaluation.Map50, Is.EqualTo(AreaByDefinition(hits, labels)).Within(1e-9));
    }

    private static double AreaByDefinition(bool[] hits, int labels)
    {
        var points = new List<(double Recall, double Precision)> { (0, 1) };
        for (int count = 1; count <= hits.Length; count++)
        {
            double right = hits.Take(count).Count(hit => hit);
            points.Add((right / labels, right / count));
        }

        points.Add((1, 0));
        double[] best = [.. points.Select((_, index) => points.Skip(index).Max(point => point.Precision))];
        double Value(double recall)
        {
            int left = points.FindLastIndex(point => point.Recall <= recall + 1e-12);
            return left == points.Count - 1
                ? best[left]
                : best[left] + ((best[left + 1] - best[left]) * Math.Max(0, recall - points[left].Recall) / (points[left + 1].Recall - points[left].Recall));
        }

        return Enumerable.Range(0, 100).Sum(step => (Value(step / 100.0) + Value((step + 1) / 100.0)) / 200);
    }

    private static bool[] Marks(params bool[] hits) => [.. hits.SelectMany(hit => Enumerable.Repeat(hit, IouThresholds.Count))];

    private static double[] Doubles(GoldenFile file, string name) => MemoryMarshal.Cast<byte, double>(file.Bytes(name)).ToArray();

    private static int[] Integers(GoldenFile file, string name) =>
        Array.ConvertAll(MemoryMarshal.Cast<byte, float>(file.Bytes(name)).ToArray(), value => (int)value);
}
