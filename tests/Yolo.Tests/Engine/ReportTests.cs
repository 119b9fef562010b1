using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Models;

namespace Yolo.Tests.Engine;

/// <summary>What reports say: by members, by the columns' names, by class, and as text.</summary>
public sealed class ReportTests() : SmallDatasetFixture(4)
{
    [Test]
    public void Validation_OfADetector_IsReadByMembersAndByNames()
    {
        using var model = Small.Model();

        var report = model.Validate(Small.Options);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Map50, Is.EqualTo(report["metrics/mAP50(B)"]).And.GreaterThan(0.5));
            Assert.That(report.Map5095, Is.EqualTo(report["metrics/mAP50-95(B)"]).And.EqualTo(report.Metrics.Evaluation.Map));
            Assert.That((report.Precision, report.Recall, report.Fitness), Is.EqualTo((report["metrics/precision(B)"], report["metrics/recall(B)"], report["fitness"])));
            Assert.That(() => report["metrics/map50(B)"], Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("metrics/precision(B), metrics/recall(B)").And.Message.Contains("Did you mean 'metrics/mAP50(B)'?"));
            Assert.That(() => report.Top1, Throws.InvalidOperationException.With.Message.Contains("metrics/mAP50(B)"));
            Assert.That(report.Keys, Is.All.Matches<string>(key => double.IsFinite(report[key!])));
            Assert.That(report.ToString().Split(Environment.NewLine), Is.EqualTo(report.Table()));
        }
    }

    [Test]
    public void PerClass_OfADetector_IsWhatTheMetricsHave()
    {
        using var model = Small.Model();

        var report = model.Validate(Small.Options);

        var classes = report.Metrics.Classes;
        Assert.That(report.PerClass.Select(row => (row.Class, row.Name, row.Images, row.Instances)), Is.EqualTo(classes.Select(one => (one.Class, report.Names[one.Class], one.Images, one.Instances))));
        Assert.That(
            report.PerClass.Select(row => (row.Precision, row.Recall, row.F1, row.Map50, row.Map5095)),
            Is.EqualTo(classes.Select(one => (one.Precision, one.Recall, one.F1, one.Ap50, one.Ap))));
        Assert.That(report.PerClass[0]["ap50"], Is.EqualTo(report.PerClass[0].Map50));
        Assert.That(report.PerClass[0].ToString(), Does.Match(@"^RBC: \d+ images, \d+ instances, precision [01]\.\d{3}, recall [01]\.\d{3}, f1 [01]\.\d{3}, ap50 [01]\.\d{3}, ap [01]\.\d{3}$"));
        Assert.That(() => report.PerClass[0].Top1, Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("'RBC'").And.Message.Contains("precision, recall, f1, ap50, ap"));
    }

    [Test]
    public void Validation_OfAClassifier_HasItsOwnFigures()
    {
        Use(ModelTask.Classify);
        using var model = new YoloModel(Small.TinyNetwork());

        var report = model.Train(Training()).Validation;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.Top1, report.Top5), Is.EqualTo((report["metrics/accuracy_top1"], report["metrics/accuracy_top5"])));
            Assert.That(() => report.Map50, Throws.InvalidOperationException.With.Message.Contains("metrics/accuracy_top1"));
            Assert.That(() => report["metrics/mAP50(B)"], Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("metrics/accuracy_top5"));
            Assert.That(report.PerClass.Sum(row => row.Images), Is.EqualTo(report.Outcome.Images));
            Assert.That(report.PerClass.Sum(row => row.Top1 * row.Instances) / report.Outcome.Images, Is.EqualTo(report.Top1).Within(1e-12));
            Assert.That(() => report.PerClass[0].Map50, Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("accuracy_top1"));
        }
    }

    [Test]
    public void Validation_OfMasks_HasThoseOfTheMasksByName()
    {
        Use(ModelTask.Segment);
        using var model = new YoloModel(Small.TinyNetwork());

        var report = model.Train(Training()).Validation;

        Assert.That(report["metrics/mAP50(M)"], Is.EqualTo(report.Metrics.Parts[1].Evaluation.Map50));
        Assert.That(report.PerClass[0]["ap(M)"], Is.EqualTo(report.Metrics.Parts[1].Evaluation.Classes[0].Ap));
        Assert.That(report.PerClass[0].Map5095, Is.EqualTo(report.PerClass[0]["ap"]));
    }

    [Test]
    public void Training_SaysHowItEndedAndWhichWeightsAreGood()
    {
        using var model = new YoloModel(Small.TinyNetwork());

        var report = model.Train(Training());

        Assert.That((report.Map50, report.Map5095, report["fitness"]), Is.EqualTo((report.Validation.Map50, report.Validation.Map5095, report.Validation.Fitness)));
        Assert.That(report.PerClass, Has.Count.EqualTo(report.Validation.PerClass.Count));
        Assert.That(report.ToString().Split(Environment.NewLine), Has.ItemAt(0).Match(@"^1 epoch in 00:\d\d:\d\d; all 1 epochs are done$").And.ItemAt(1).EqualTo($"{report.Best}, epoch 1:").And.ItemAt(2).Contains("mAP50-95"));
    }

    private TrainOptions Training() => new() { Data = Small.Yaml, Epochs = 1, ImageSize = 64, Batch = 4, Plots = false, Project = Folder.Root };
}
