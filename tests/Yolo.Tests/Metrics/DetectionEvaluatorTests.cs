using Yolo.Geometry;
using Yolo.Metrics;

namespace Yolo.Tests.Metrics;

public sealed class DetectionEvaluatorTests
{
    private static readonly Box Left = new(0, 0, 10, 10), Right = new(50, 0, 90, 40);

    [Test]
    public void Compute_OverPictures_CountsImagesAndInstancesOfEachClass()
    {
        var metrics = ThreePictures().Compute();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((metrics.Images, metrics.Instances), Is.EqualTo((3, 3)));
            Assert.That(metrics.Classes.Select(one => (one.Class, one.Images, one.Instances)), Is.EqualTo(new[] { (0, 1, 2), (2, 1, 1) }));
            Assert.That(metrics.Fitness, Is.EqualTo(metrics.Evaluation.Map));
            Assert.That(metrics.Maps(4), Is.EqualTo(new[] { 0.995, 0.4975, 0, 0.4975 }).Within(1e-12));
        }
    }

    [Test]
    public void ToDictionary_HasTheColumnsOfResultsCsvInOrder() => Assert.That(
        ThreePictures().Compute().ToDictionary().Keys,
        Is.EqualTo(new[] { "metrics/precision(B)", "metrics/recall(B)", "metrics/mAP50(B)", "metrics/mAP50-95(B)", "fitness" }));

    [Test]
    public void Add_WithASingleClass_IgnoresWhatTheDetectionsCallThemselves()
    {
        var evaluator = new DetectionEvaluator(1, singleClass: true);
        evaluator.Add([Left], [0], [new(Left, 0.9f, 7, 0)]);
        Assert.That(evaluator.Compute().Fitness, Is.EqualTo(0.995).Within(1e-12));
    }

    [Test]
    public void Add_OfALabelOutsideTheDataSet_IsRefused() =>
        Assert.That(() => new DetectionEvaluator(1).Add([Left], [1], []), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Add_FillsTheConfusionMatrixOnTheWay()
    {
        var evaluator = new DetectionEvaluator(3, confusion: new ConfusionMatrix(3));
        evaluator.Add([Left, Right], [0, 2], [new(Left, 0.9f, 0, 0)]);
        Assert.That((evaluator.Confusion![0, 0], evaluator.Confusion[3, 2]), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void Table_AlignsColumnsAsTheReference()
    {
        var metrics = ThreePictures().Compute();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(MetricsTable.HeaderOf([JudgedKind.Box]), Is.EqualTo("                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95)"));
            Assert.That(MetricsTable.Summary(metrics), Is.EqualTo("                   all          3          3        0.5        0.5      0.497      0.497"));
            Assert.That(
                MetricsTable.PerClass(metrics, ["cat", "dog", "emu"]).Last(),
                Is.EqualTo("                   emu          1          1          0          0          0          0"));
        }
    }

    [TestCase(0, 3, "0")]
    [TestCase(0.86552, 3, "0.866")]
    [TestCase(0.5, 3, "0.5")]
    [TestCase(9.996, 3, "10")]
    [TestCase(1234567, 3, "1.23e+06")]
    [TestCase(999.6, 3, "1e+03")]
    [TestCase(0.0001, 6, "0.0001")]
    [TestCase(0.00001, 6, "1e-05")]
    [TestCase(-1.5, 6, "-1.5")]
    [TestCase(100, 3, "100")]
    [TestCase(123456.7, 6, "123457")]
    [TestCase(double.NaN, 6, "nan")]
    [TestCase(double.NegativeInfinity, 6, "-inf")]
    public void SignificantDigits_FormatAsC(double value, int digits, string expected) =>
        Assert.That(SignificantDigits.Format(value, digits), Is.EqualTo(expected));

    private static DetectionEvaluator ThreePictures()
    {
        var evaluator = new DetectionEvaluator(3);
        evaluator.Add([Left, Right], [0, 0], [new(Left, 0.9f, 0, 0), new(Right, 0.8f, 0, 0)]);
        evaluator.Add([Left], [2], [new(Right, 0.7f, 2, 0)]);
        evaluator.Add([], [], []);
        return evaluator;
    }
}
