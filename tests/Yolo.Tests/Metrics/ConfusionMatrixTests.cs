using Yolo.Metrics;

namespace Yolo.Tests.Metrics;

public sealed class ConfusionMatrixTests
{
    private const int Background = 2;

    [Test]
    public void Add_MatchesWithoutRegardToClass()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add([0.9f], [0], [1], [0.8f]);
        Assert.That((matrix[1, 0], Total(matrix)), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void Add_OfTwoDetectionsOnOneLabel_KeepsTheBetterOverlap()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add([0.6f, 0.9f], [0], [0, 1], [0.9f, 0.8f]);
        Assert.That((matrix[1, 0], matrix[0, Background], Total(matrix)), Is.EqualTo((1L, 1L, 2L)));
    }

    [Test]
    public void Add_OfAFaintDetection_LeavesTheObjectMissed()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add([0.9f], [0], [0], [0.25f]);
        Assert.That((matrix[Background, 0], Total(matrix)), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void Add_OfOnlyLabelsOrOnlyDetections_FillsTheBackground()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add([], [0, 1], [], []);
        matrix.Add([], [], [1, 1, 0], [0.9f, 0.8f, 0.1f]);
        Assert.That((matrix[Background, 0], matrix[Background, 1], matrix[1, Background], Total(matrix)), Is.EqualTo((1L, 1L, 2L, 4L)));
    }

    [Test]
    public void Normalize_MakesFilledColumnsSumToOne()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add([0.9f, 0f, 0f, 0.1f], [0, 0], [0, 1], [0.9f, 0.9f]);
        double[,] shares = matrix.Normalize();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shares[0, 0] + shares[1, 0] + shares[2, 0], Is.EqualTo(1).Within(1e-8));
            Assert.That(shares[0, 1] + shares[1, 1] + shares[2, 1], Is.Zero);
        }
    }

    [TestCase(null, false, 0.25f)]
    [TestCase(0.001f, false, 0.25f)]
    [TestCase(0.01f, false, 0.01f)]
    [TestCase(0.01f, true, 0.25f)]
    [TestCase(0.6f, false, 0.6f)]
    public void ConfidenceFor_OfValidationsDefault_IsAQuarter(float? setting, bool rotated, float expected) =>
        Assert.That(ConfusionMatrix.ConfidenceFor(setting, rotated), Is.EqualTo(expected));

    /// <summary>Pairs sorted by overlap, unique by detection, sorted again, unique by label.</summary>
    [Test]
    public void Add_OnRandomOverlaps_EqualsSortingPairs([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        int labels = random.Next(0, 7), detections = random.Next(0, 9);
        float[] iou = [.. Enumerable.Range(0, labels * detections).Select(_ => random.NextSingle())];
        float[] confidences = [.. Enumerable.Range(0, detections).Select(_ => random.NextSingle())];
        int[] labelClasses = [.. Enumerable.Range(0, labels).Select(_ => random.Next(2))];
        int[] detectionClasses = [.. Enumerable.Range(0, detections).Select(_ => random.Next(2))];
        var pairs = (from label in Enumerable.Range(0, labels)
                     from detection in Enumerable.Range(0, detections)
                     where confidences[detection] > 0.25f && iou[(label * detections) + detection] > 0.45f
                     orderby iou[(label * detections) + detection] descending
                     select (label, detection)).DistinctBy(pair => pair.detection).DistinctBy(pair => pair.label).ToList();
        long[,] expected = new long[3, 3];
        pairs.ForEach(pair => expected[detectionClasses[pair.detection], labelClasses[pair.label]]++);
        Enumerable.Range(0, labels).Except(pairs.Select(pair => pair.label)).ToList().ForEach(label => expected[Background, labelClasses[label]]++);
        Enumerable.Range(0, detections).Where(detection => confidences[detection] > 0.25f).Except(pairs.Select(pair => pair.detection)).ToList()
            .ForEach(detection => expected[detectionClasses[detection], Background]++);

        var matrix = new ConfusionMatrix(2);
        matrix.Add(iou, labelClasses, detectionClasses, confidences);
        long[,] counted = new long[3, 3];
        for (int cell = 0; cell < 9; cell++)
        {
            counted[cell / 3, cell % 3] = matrix[cell / 3, cell % 3];
        }

        Assert.That(counted, Is.EqualTo(expected));
    }

    private static long Total(ConfusionMatrix matrix) =>
        Enumerable.Range(0, 9).Sum(cell => matrix[cell / 3, cell % 3]);
}
