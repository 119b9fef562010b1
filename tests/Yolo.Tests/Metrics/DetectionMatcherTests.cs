using Yolo.Metrics;

namespace Yolo.Tests.Metrics;

public sealed class DetectionMatcherTests
{
    [Test]
    public void Match_TwoDetectionsOfOneLabel_PrefersTheConfidentOneWhereItReaches()
    {
        bool[] correct = Match([0.6f, 0.9f], [0], [0, 0]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Levels(correct, 0), Is.EqualTo("xxx......."));
            Assert.That(Levels(correct, 1), Is.EqualTo("...xxxxxx."));
        }
    }

    [Test]
    public void Match_ALoser_GetsNoSecondChoice()
    {
        // Both go for label 0; the second detection would reach label 1 too.
        bool[] correct = Match([0.9f, 0.8f, 0.0f, 0.7f], [0, 0], [0, 0]);
        Assert.That(Levels(correct, 1), Is.EqualTo(".........."));
    }

    [Test]
    public void Match_AnotherClass_NeverCounts() => Assert.That(Match([1f], [0], [1]), Has.None.True);

    [Test]
    public void Match_WithoutLabelsOrDetections_MarksNothing()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Match([], [], [0, 1]), Has.Length.EqualTo(20).And.None.True);
            Assert.That(Match([], [0], []), Is.Empty);
        }
    }

    [Test]
    public void Match_AtExactlyAThreshold_Counts() => Assert.That(Levels(Match([IouThresholds.Values[6]], [0], [0]), 0), Is.EqualTo("xxxxxxx..."));

    [Test]
    public void Match_WithTooFewOverlaps_SaysSo() => Assert.That(() => Match([0.5f], [0, 0], [0]), Throws.ArgumentException.With.Message.Contains("need 2"));

    /// <summary>The order written down in the specification, step by step, with lists of pairs.</summary>
    [Test]
    public void Match_OnRandomOverlaps_EqualsSortingPairs([Range(1, 30)] int seed)
    {
        var random = new Random(seed);
        int labels = random.Next(0, 8), detections = random.Next(0, 12);
        float[] iou = [.. Enumerable.Range(0, labels * detections).Select(_ => random.NextSingle())];
        int[] labelClasses = [.. Enumerable.Range(0, labels).Select(_ => random.Next(2))];
        int[] detectionClasses = [.. Enumerable.Range(0, detections).Select(_ => random.Next(2))];
        bool[] expected = new bool[detections * 10];
        for (int threshold = 0; threshold < 10; threshold++)
        {
            var pairs =
                from label in Enumerable.Range(0, labels)
                from detection in Enumerable.Range(0, detections)
                where labelClasses[label] == detectionClasses[detection] && iou[(label * detections) + detection] >= IouThresholds.Values[threshold]
                orderby iou[(label * detections) + detection] descending
                select (label, detection);
            foreach (var (_, detection) in pairs.DistinctBy(pair => pair.detection).OrderBy(pair => pair.detection).DistinctBy(pair => pair.label))
            {
                expected[(detection * 10) + threshold] = true;
            }
        }

        Assert.That(Match(iou, labelClasses, detectionClasses), Is.EqualTo(expected));
    }

    private static bool[] Match(float[] iou, int[] labels, int[] detections)
    {
        bool[] correct = new bool[detections.Length * IouThresholds.Count];
        DetectionMatcher.Match(iou, labels, detections, correct);
        return correct;
    }

    private static string Levels(bool[] correct, int detection) =>
        string.Concat(correct.Skip(detection * 10).Take(10).Select(mark => mark ? 'x' : '.'));
}
