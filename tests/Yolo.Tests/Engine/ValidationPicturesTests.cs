using Yolo.Engine;
using Yolo.Engine.Validation;

namespace Yolo.Tests.Engine;

public sealed class ValidationPicturesTests() : SmallDatasetFixture(4)
{
    private static readonly string[] Pictures =
    [
        "BoxF1_curve.png", "BoxPR_curve.png", "BoxP_curve.png", "BoxR_curve.png", "confusion_matrix.png", "confusion_matrix_normalized.png",
        "val_batch0_labels.jpg", "val_batch0_pred.jpg", "val_batch1_labels.jpg", "val_batch1_pred.jpg", "val_batch2_labels.jpg", "val_batch2_pred.jpg",
    ];

    private YoloModel model = null!;

    [SetUp]
    public void SetUp() => model = Small.Model();

    [TearDown]
    public void TearDown() => model.Dispose();

    [Test]
    public void Validation_ThatSaves_LeavesItsPictures()
    {
        var report = model.Validate(Small.Options with { Batch = 1, Save = true, Project = Folder.Root, Name = "val" });

        Assert.That(report.Warnings, Is.Empty);
        Assert.That(Written("val"), Is.EqualTo(Pictures));
    }

    [Test]
    public void Validation_WithoutPlots_DrawsNone()
    {
        _ = model.Validate(Small.Options with { Save = true, Plots = false, Project = Folder.Root, Name = "val" });

        Assert.That(Written("val"), Is.Empty);
    }

    [Test]
    public void Validator_WithinATraining_DrawsInItsFolder()
    {
        var validator = new Validator(model, Small.Options with { Batch = 4 }) { Folder = Folder.Path("train") };

        var report = validator.Run();

        Assert.That(report.SaveDirectory, Is.EqualTo(Folder.Path("train")));
        Assert.That(Written("train"), Is.EqualTo(Pictures[..8]));
    }

    [Test]
    public void Validator_ThatCannotDraw_WarnsAndEndsWell()
    {
        var validator = new Validator(model, Small.Options with { Batch = 4 }) { Folder = Folder.Write("file", "in the way") };

        Assert.That(validator.Run().Warnings, Has.Count.EqualTo(8));
    }

    private IEnumerable<string> Written(string run) =>
        Directory.EnumerateFiles(Folder.Path(run)).Select(path => Path.GetFileName(path)!).Where(name => Path.GetExtension(name) is ".png" or ".jpg").Order(StringComparer.Ordinal);
}
