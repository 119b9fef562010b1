using Yolo.Data.Augmentations;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;

namespace Yolo.Tests.Engine;

/// <summary>Options that a program makes are held to the ranges of the command line.</summary>
public sealed class OptionRangeTests() : SmallDatasetFixture(2)
{
    private YoloModel model = null!;

    [SetUp]
    public void SetUp() => model = new YoloModel(Small.TinyNetwork());

    [TearDown]
    public void TearDown() => model.Dispose();

    private TrainOptions Options => new() { Data = Small.Yaml, Project = Folder.Path("runs") };

    private string Pictures => Path.Combine(Small.Root, "images");

    private static IEnumerable<TestCaseData> Training()
    {
        yield return Case(new TrainOptions { Epochs = 0 }, "epochs=0");
        yield return Case(new TrainOptions { TimeHours = 0 }, "time=0");
        yield return Case(new TrainOptions { Batch = 0 }, "batch=0");
        yield return Case(new TrainOptions { LearningRate = double.NaN }, "lr0=NaN");
        yield return Case(new TrainOptions { LearningRate = 1e9 }, "lr0=1000000000");
        yield return Case(new TrainOptions { ImageSize = -1 }, "imgsz=-1");
        yield return Case(new TrainOptions { Augmentation = new AugmentationSettings { Mosaic = 7 } }, "mosaic=7");
        yield return Case(new TrainOptions { Fraction = 0 }, "fraction=0");
        yield return Case(new TrainOptions { MaximumDetections = -5 }, "max_det=-5");
        static TestCaseData Case(TrainOptions options, string message) => new TestCaseData(options, message).SetArgDisplayNames(message);
    }

    [TestCaseSource(nameof(Training))]
    public void Train_OptionsOutOfRange_AreRefusedWithTheirValue(TrainOptions options, string message) =>
        AssertRefused(() => model.Train(options with { Data = Small.Yaml, Project = Folder.Path("runs") }), message);

    [Test]
    public void Train_AllLayersFrozen_IsRefused() =>
        AssertRefused(() => model.Train(Options with { Freeze = [.. Enumerable.Range(0, model.Network.Layers.Count)] }), "all layers");

    [Test]
    public void Classes_ThatDoNotExist_AreRefusedEverywhere()
    {
        AssertRefused(() => model.Train(Options with { Classes = [9] }), "class 9 does not exist; there are the classes 0 to 2");
        AssertRefused(() => model.Validate(Small.Options with { Classes = [0, 9] }), "class 9 does not exist");
        AssertRefused(() => _ = model.Predict(Pictures, new PredictOptions { Classes = [9] }).Count(), "class 9 does not exist");
        AssertRefused(() => _ = model.Predict(Pictures, new PredictOptions { Classes = [] }).Count(), "no class would count");
    }

    [Test]
    public void OtherRuns_OptionsOutOfRange_AreRefusedWithTheirValue()
    {
        AssertRefused(() => _ = model.Predict(Pictures, new PredictOptions { Confidence = 7 }).Count(), "conf=7");
        AssertRefused(() => _ = model.Predict(Pictures, new PredictOptions { Batch = 0 }).Count(), "batch=0");
        AssertRefused(() => _ = model.Predict(Pictures, new PredictOptions { Iou = -5 }).Count(), "iou=-5");
        AssertRefused(() => model.Validate(Small.Options with { MaximumDetections = -5 }), "max_det=-5");
        AssertRefused(() => model.Validate(Small.Options with { Iou = double.NaN }), "iou=NaN");
        AssertRefused(() => model.Export(new ExportOptions { Batch = 0, File = Folder.Path("a.onnx") }), "batch=0");
        AssertRefused(() => model.Export(new ExportOptions { Opset = 3, File = Folder.Path("a.onnx") }), "opset=3");
        AssertRefused(() => model.Export(new ExportOptions { Iou = 2, File = Folder.Path("a.onnx") }), "iou=2");
    }

    [Test]
    public void Export_AFileOfAnotherKind_IsRefused()
    {
        var weights = Folder.Path("model.pt");
        model.Save(weights);
        var before = File.ReadAllBytes(weights);
        using var loaded = new YoloModel(weights);

        AssertRefused(() => loaded.Export(new ExportOptions { File = weights }), "ends in .onnx");
        Assert.That(File.ReadAllBytes(weights), Is.EqualTo(before));
    }

    private void AssertRefused(Action act, string message)
    {
        Assert.That(() => act(), Throws.TypeOf<SettingException>().With.Message.Contains(message));
        Assert.That(Directory.Exists(Folder.Path("runs", "train")), Is.False, "a run that is refused leaves no folder");
    }
}
