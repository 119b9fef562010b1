using System.Globalization;
using System.Text.Json;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Losses;
using Yolo.Metrics;
using Yolo.Runtime;
using Yolo.Tests.Cli;

namespace Yolo.Tests.Engine.Tasks;

/// <summary>Validation of classifiers, against the reference's numbers.</summary>
public sealed class ClassificationValidationTests : FolderFixture
{
    private const int Classes = 5;
    private static readonly string Flowers = Shared.Path("datasets", "flowers");
    private static readonly string Weights = Shared.Path("weights", "yolo11n-cls.pt");
    private static readonly ValidateOptions Options = new() { Data = Flowers, ImageSize = 96, Batch = 8 };

    private byte shade;

    [TestCase("train")]
    [TestCase("val")]
    public void Validate_RealPictures_EqualsTheReference(string split)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", "tasks", "val-yolo11n-cls.json")));
        using var model = new YoloModel(Weights);

        var metrics = model.Validate(Options with { Split = Enum.Parse<DatasetSplit>(split, ignoreCase: true) }).Outcome.ToDictionary();

        var expected = golden.RootElement.GetProperty("metrics").GetProperty(split).EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value.GetDouble(), StringComparer.Ordinal);
        Assert.That(metrics.Keys, Is.EqualTo(expected.Keys));
        Assert.That(metrics.Values, Is.EqualTo(expected.Values).Within(0.001));
    }

    [Test]
    public void Validate_ThatSaves_LeavesPicturesFiguresAndTheFiveClassesOfEach()
    {
        using var model = new YoloModel(Weights);

        var report = model.Validate(Options with { Save = true, SaveTxt = true, SaveJson = true, Project = Folder.Root, Name = "val" });

        var figures = (ClassificationMetrics)report.Outcome;
        using var json = JsonDocument.Parse(File.ReadAllText(Folder.Path("val/metrics.json")));
        using var rows = JsonDocument.Parse(File.ReadAllText(Folder.Path("val/predictions.json")));
        var daisy = json.RootElement.GetProperty("per_class")[0];
        var row = rows.RootElement[0];
        var lines = File.ReadAllLines(Folder.Path($"val/labels/{row.GetProperty("image_id").GetString()}.txt"));
        var table = report.Table().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Warnings, Is.Empty);
            foreach (var file in new[] { "confusion_matrix.png", "confusion_matrix_normalized.png", "val_batch0_labels.jpg", "val_batch2_pred.jpg" })
            {
                Assert.That(Folder.Path($"val/{file}"), Does.Exist);
            }

            Assert.That(Directory.GetFiles(Folder.Path("val"), "*_curve.png"), Is.Empty);
            Assert.That(json.RootElement.GetProperty("metrics/accuracy_top1").GetDouble(), Is.EqualTo(figures.Top1));
            Assert.That(json.RootElement.GetProperty("images").GetInt32(), Is.EqualTo(40));
            Assert.That((daisy.GetProperty("name").GetString(), daisy.GetProperty("images").GetInt32(), daisy.GetProperty("accuracy_top1").GetDouble()), Is.EqualTo(("daisy", 8, figures.Classes[0].Top1)));
            Assert.That(table[0], Is.EqualTo($"{"classes",22}{"top1_acc",11}{"top5_acc",11}"));
            Assert.That(table[1], Is.EqualTo($"{"all",22}{"0.475",11}{"1",11}"));
            Assert.That(table, Has.Count.EqualTo(2 + Classes));
            Assert.That(rows.RootElement.GetArrayLength(), Is.EqualTo(40 * Classes));
            Assert.That(row.TryGetProperty("bbox", out _), Is.False);
            Assert.That(Directory.GetFiles(Folder.Path("val/labels")), Has.Length.EqualTo(40));
            Assert.That(lines, Has.Length.EqualTo(Classes));
            Assert.That(lines[0], Is.EqualTo(string.Create(CultureInfo.InvariantCulture, $"{row.GetProperty("score").GetDouble():F2} {report.Names[row.GetProperty("category_id").GetInt32() - 1]}")));
        }
    }

    [Test]
    public void Matrix_OfPictures_HasNoBackground_AndCountsEachOnce()
    {
        using var model = new YoloModel(Weights);

        var report = model.Validate(Options with { Split = DatasetSplit.Train });

        var matrix = report.ConfusionMatrix;
        var places = Enumerable.Range(0, Classes);
        Assert.That((matrix.HasBackground, matrix.Size), Is.EqualTo((false, Classes)));
        Assert.That(places.Select(actual => places.Sum(predicted => matrix[predicted, actual])), Has.All.EqualTo(20));
        Assert.That(places.Select(one => (double)matrix[one, one]).Sum() / 100, Is.EqualTo(((ClassificationMetrics)report.Outcome).Top1));
    }

    [Test]
    public void Classes_OfAClassifier_MustExist_AndAreSaidToChangeNothing()
    {
        using var model = new YoloModel(Weights);
        IReadOnlyList<string> notices = [];
        model.AddCallback("on_val_end", (Validator validator) => notices = validator.Data?.Labels.Notices ?? []);

        var all = model.Validate(Options).Outcome.ToDictionary();
        Assert.That(notices, Is.Empty);

        var some = model.Validate(Options with { Classes = [1] }).Outcome.ToDictionary();
        Assert.That(some, Is.EqualTo(all));
        Assert.That(notices, Has.Exactly(1).Contains("'classes' changes nothing for a classifier"));
        Assert.That(() => model.Validate(Options with { Classes = [9] }), Throws.TypeOf<SettingException>().With.Message.Contains("0 to 4"));
    }

    [Test]
    public void Callbacks_SeeClasses_AndWhatTheyPutInPlaceIsJudgedAndWritten()
    {
        using var model = new YoloModel(Weights);
        var seen = new List<Candidate>();
        using var looking = model.AddCallback("on_val_postprocess_end", (Validator validator) =>
        {
            seen.AddRange(validator.Predictions.SelectMany(found => found));
            validator.Predictions = [.. validator.Batch!.Objects.Select(labels => new[] { new Candidate(labels.Single().Box, 0.75f, labels.Single().Class, 0) })];
        });

        var figures = (ClassificationMetrics)model.Validate(Options with { SaveTxt = true, Project = Folder.Root, Name = "val" }).Outcome;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Has.Count.EqualTo(40 * Classes));
            Assert.That(seen.Select(one => one.Box), Has.All.EqualTo(new Box(0, 0, 96, 96)));
            Assert.That(seen.Chunk(Classes).Select(found => found.Sum(one => one.Confidence)), Has.All.EqualTo(1).Within(1e-5));
            Assert.That(seen.Chunk(Classes).Select(found => found.Select(one => -one.Confidence)), Has.All.Ordered);
            Assert.That((figures.Top1, figures.Top5, figures.Fitness), Is.EqualTo((1.0, 1.0, 1.0)));
            Assert.That(Directory.GetFiles(Folder.Path("val/labels")).Select(file => File.ReadLines(file).First()), Has.All.StartsWith("0.75 "));
        }
    }

    [Test]
    public void Callbacks_ThatPutOtherLabelsInPlace_AreJudgedByThem()
    {
        using var model = new YoloModel(Weights);
        using var placing = model.AddCallback("on_val_batch_start", (Validator validator) =>
            validator.Batch = validator.Batch! with { Objects = [.. validator.Batch.Objects.Select(labels => new[] { labels[0] with { Class = 3 } })] });
        using var emptying = model.AddCallback("on_val_postprocess_end", (Validator validator) => validator.Predictions[0] = []);

        var report = model.Validate(Options with { SaveTxt = true, Project = Folder.Root, Name = "val" });

        var only = ((ClassificationMetrics)report.Outcome).Classes.Single();
        Assert.That((only.Class, only.Images, only.Top5Hits), Is.EqualTo((3, 40, 35)), "of each of the five batches one picture is not recognised");
        Assert.That(Directory.GetFiles(Folder.Path("val/labels")), Has.Length.EqualTo(35));
    }

    [Test]
    public void Validator_WithALoss_ReportsTheCrossEntropy()
    {
        using var model = new YoloModel(Weights);
        using var judged = new YoloModel(Weights);
        var right = new List<float>();
        var validator = new Validator(model, Options) { Network = judged.Network, Loss = NetworkLoss.For(judged.Network, new LossGains(), 1) };
        using var looking = model.AddCallback("on_val_postprocess_end", (Validator live) =>
            right.AddRange(live.Predictions.Zip(live.Batch!.Objects, (found, labels) => found.Single(one => one.Class == labels[0].Class).Confidence)));

        var losses = validator.Run().Losses;

        Assert.That(losses.Keys, Is.EqualTo(new[] { "val/loss" }));
        Assert.That(losses["val/loss"], Is.EqualTo(right.Average(probability => -Math.Log(probability))).Within(1e-4));
    }

    [Test]
    public void Validate_ManyTimes_LeavesNoTensorBehind()
    {
        using var model = new YoloModel(Weights);
        _ = model.Validate(Options);
        var before = LiveTensors.Count;

        _ = model.Validate(Options);

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [Test]
    public void Settings_ThatMeanNothingForClasses_AreIgnored()
    {
        using var model = new YoloModel(Weights);

        var report = model.Validate(Options with { Classes = [0, 4], SingleClass = true, Rect = true, AgnosticNms = true, Confidence = 0.9 });

        Assert.That((report.Outcome.ToDictionary()["metrics/accuracy_top1"], report.Outcome.Images), Is.EqualTo((0.475, 40)));
    }

    [Test]
    public void Pictures_WithoutTheirClass_AreNotJudged()
    {
        using var model = new YoloModel(Weights);
        var spec = DatasetSpec.Load(Flowers, new() { Labels = Yolo.Data.Labels.LabelForm.Folders });
        var data = new ValidationData(spec, spec.Scan(DatasetSplit.Val).KeepClasses([1]), Options, 96, 32);

        var report = new Validator(model, Options, data).Run();

        Assert.That((report.Outcome.Images, ((ClassificationMetrics)report.Outcome).Classes.Single().Class), Is.EqualTo((40, 1)));
    }

    [Test]
    public void Network_WhoseNumbersBreakDown_RecognisesNothing()
    {
        using var model = new YoloModel(Weights);
        using (TorchSharp.torch.no_grad())
        {
            foreach (var weight in model.Network.parameters())
            {
                weight.FillInPlace(float.NaN);
            }
        }

        var report = model.Validate(Options);

        Assert.That(report.Outcome.ToDictionary().Values, Has.All.Zero);
        Assert.That(report.ConfusionMatrix.Normalize(), Has.All.Zero);
    }

    [TestCase(3, "has 3 classes, the model", " 5: ")]
    [TestCase(6, "has 6 classes, the model", " only 5: ")]
    public void Validate_AnotherNumberOfClasses_NamesBoth(int classes, params string[] parts)
    {
        for (var number = 0; number < classes; number++)
        {
            Picture($"set/train/{number}/a.png");
            Picture($"set/val/{number}/a.png");
        }

        var (status, _, errors) = YoloCommand.Run("classify", "val", $"model={Weights}", $"data={Folder.Path("set")}", "imgsz=32", "save=false");

        Assert.That(status, Is.EqualTo(1));
        Assert.That(parts.Where(part => !errors.Contains(part, StringComparison.Ordinal)), Is.Empty, errors);
    }

    [Test]
    public void Validate_ClassesWithoutPictures_Strangers_AndDoubles_SaysSo_AndCountsByName()
    {
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            Picture($"set/train/{name}/x.png");
        }

        Picture("set/val/b/x.png");
        Picture("set/val/e/y.png");
        Picture("set/val/z/w.png");
        Directory.CreateDirectory(Folder.Path("set/val/d"));
        File.Copy(Folder.Path("set/val/b/x.png"), Folder.Path("set/val/e/again.png"));

        var (status, output, errors) = YoloCommand.Run("classify", "val", $"model={Weights}", $"data={Folder.Path("set")}", "imgsz=32", "save=false");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.Zero);
            Assert.That(output, Does.Match(@"val: 3 images.*\s+classes +top1_acc +top5_acc\s+all .*\s+dandelion .*\s+tulips "));
            Assert.That(errors, Does.Contain("1 folders are no classes of the training and are left out: z."));
            Assert.That(errors, Does.Contain("3 of 5 classes have no picture here: a, c, d."));
            Assert.That(errors, Does.Contain("pictures in two classes: 1,").And.Contain("again.png is the same as"));
        }
    }

    [TestCase("set.yaml", "is a folder (train/class/picture")]
    [TestCase("bare", "neither a folder 'train' nor 'val' nor 'test'")]
    [TestCase("empty", "no picture of any class (a)")]
    [TestCase("missing", "There is no data set")]
    public void Validate_WhatIsNoFolderOfClasses_SaysWhatIsWanted(string data, string message)
    {
        Folder.Write("set.yaml", "train: x\nval: x\nnames: [a]\n");
        Directory.CreateDirectory(Folder.Path("bare/pictures"));
        Directory.CreateDirectory(Folder.Path("empty/val"));
        Picture("empty/train/a/x.png");

        var (status, _, errors) = YoloCommand.Run("classify", "val", $"model={Weights}", $"data={Folder.Path(data)}", "save=false");

        Assert.That((status, errors.Trim().Split('\n').Length), Is.EqualTo((1, 1)), errors);
        Assert.That(errors, Does.Contain(message));
    }

    private void Picture(string path)
    {
        var picture = new Image(40, 36);
        picture.Fill(new(++shade, 0, 0));
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.Path(path))!);
        picture.Save(Folder.Path(path));
    }
}
