using Yolo.Metrics;

namespace Yolo.Tests.Metrics;

public sealed class ClassificationEvaluatorTests
{
    [Test]
    public void Shares_AreThoseOfAllPictures_NotMeansOfClasses()
    {
        var evaluator = new ClassificationEvaluator(8);
        evaluator.Add([0], [0, 1, 2, 3, 4]);
        evaluator.Add([0], [7, 6, 5, 4, 0]);
        evaluator.Add([0], [7, 6, 5, 4, 3, 0]);
        evaluator.Add([3], [3]);

        var metrics = evaluator.Compute();

        Assert.That((metrics.Images, metrics.Top1, metrics.Top5, metrics.Fitness), Is.EqualTo((4, 0.5, 0.75, 0.625)));
        Assert.That(metrics.Classes, Is.EqualTo(new[] { new ClassAccuracy(0, 3, 1, 2), new ClassAccuracy(3, 1, 1, 1) }));
        Assert.That(metrics.ToDictionary(), Is.EqualTo(new Dictionary<string, double> { ["metrics/accuracy_top1"] = 0.5, ["metrics/accuracy_top5"] = 0.75, ["fitness"] = 0.625 }));
    }

    [Test]
    public void Shares_WithoutPictures_AreZero() =>
        Assert.That(new ClassificationEvaluator(2).Compute().ToDictionary().Values, Has.All.Zero);

    [Test]
    public void Table_OfOneClass_HasNoRowForIt()
    {
        var evaluator = new ClassificationEvaluator(1);
        evaluator.Add([0], [0]);

        Assert.That(evaluator.Compute().Table(["only"], perClass: true).ToList(), Has.Count.EqualTo(2));
    }

    [Test]
    public void Matrix_CountsTheMostProbableClass()
    {
        var matrix = ConfusionMatrix.OfPictures(3);
        var evaluator = new ClassificationEvaluator(3, matrix);
        evaluator.Add([1], [2, 1]);
        evaluator.Add([1], []);

        Assert.That((matrix.Size, matrix[2, 1], matrix[1, 1]), Is.EqualTo((3, 1L, 0L)));
        Assert.That(() => matrix[3, 0], Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(matrix.Normalize()[2, 1], Is.EqualTo(1).Within(1e-8));
    }

    [TestCase(-1)]
    [TestCase(2)]
    public void Labels_OfNoClass_AreRefused(int label) =>
        Assert.That(() => new ClassificationEvaluator(2).Add([label], [0]), Throws.TypeOf<ArgumentOutOfRangeException>());
}
