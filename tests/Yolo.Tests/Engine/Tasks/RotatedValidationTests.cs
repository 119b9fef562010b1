using System.Globalization;
using System.Text.Json;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Validation;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Tests.Engine.Tasks;

/// <summary>Validation of rotated boxes, beyond the figures of the reference.</summary>
public sealed class RotatedValidationTests : FolderFixture
{
    private const string EndToEnd = "yolo26n-obb";
    private static readonly string[] Losses = ["val/box_loss", "val/cls_loss", "val/dfl_loss", "val/angle_loss"];

    [TestCase("yolo11n-obb")]
    [TestCase(EndToEnd)]
    public void Validate_ThatSaves_LeavesCurvesPicturesAndCorners(string name)
    {
        using var model = Model(name);
        var own = Path.Combine(Folder.Copy(Path.GetDirectoryName(Options.Data)!), Path.GetFileName(Options.Data)!);

        var report = model.Validate(Options with { Data = own, Split = DatasetSplit.Train, Confidence = 0.3, Save = true, SaveJson = true, SaveTxt = true, SaveConfidence = true, Project = Folder.Root, Name = "val" });

        using var figures = JsonDocument.Parse(File.ReadAllText(Folder.Path("val/metrics.json")));
        using var predictions = JsonDocument.Parse(File.ReadAllText(Folder.Path("val/predictions.json")));
        Assert.That(report.Warnings, Is.Empty);
        foreach (var file in new[] { "BoxPR_curve.png", "BoxF1_curve.png", "BoxP_curve.png", "BoxR_curve.png", "confusion_matrix.png", "confusion_matrix_normalized.png", "val_batch0_labels.jpg", "val_batch0_pred.jpg" })
        {
            Assert.That(Folder.Path($"val/{file}"), Does.Exist);
        }

        Assert.That(figures.RootElement.GetProperty("metrics/mAP50(B)").GetDouble(), Is.EqualTo(report.Metrics.Evaluation.Map50));
        Assert.That(predictions.RootElement.GetArrayLength(), Is.GreaterThan(20));
        foreach (var picture in predictions.RootElement.EnumerateArray().GroupBy(one => one.GetProperty("file_name").GetString()!))
        {
            var (width, height) = SizeOf(picture.Key);
            var lines = File.ReadAllLines(Folder.Path($"val/labels/{Path.GetFileNameWithoutExtension(picture.Key)}.txt"));
            Assert.That(lines, Has.Length.EqualTo(picture.Count()), picture.Key);
            foreach (var (line, one) in lines.Zip(picture))
            {
                double[] numbers = [.. line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
                var (box, corners) = (Numbers(one, "rbox"), Numbers(one, "poly"));
                Assert.That((numbers.Length, box.Length, corners.Length, one.TryGetProperty("bbox", out _)), Is.EqualTo((10, 5, 8, false)));
                Assert.That(numbers[0] + 1, Is.EqualTo(one.GetProperty("category_id").GetInt32()));
                Assert.That(numbers[^1], Is.EqualTo(one.GetProperty("score").GetDouble()).Within(1e-4));
                Assert.That(numbers[1..9].Select((share, at) => share * (at % 2 == 0 ? width : height)), Is.EqualTo(corners).Within(0.02));
                var rectangle = new RotatedRectangle((float)box[0], (float)box[1], (float)box[2], (float)box[3], (float)box[4]);
                Assert.That(rectangle.Corners(), Is.EqualTo(corners).Within(0.6), "three decimals of the angle");
            }
        }
    }

    [Test]
    public void Callbacks_SeeRotatedBoxes_AndWhatTheyPutInPlaceIsJudged()
    {
        using var model = Model("yolo11n-obb");
        var options = Options with { Split = DatasetSplit.Train };
        var usual = model.Validate(options).Metrics.Evaluation.Map;
        var (labels, found) = (new List<LabelledObject>(), new List<Candidate>());
        using var looking = model.AddCallback("on_val_postprocess_end", (Validator validator) =>
        {
            labels.AddRange(validator.Batch!.Objects.SelectMany(objects => objects));
            found.AddRange(validator.Predictions.SelectMany(objects => objects));
            validator.Predictions = [.. validator.Batch.Objects.Select(objects => objects.Select(one => new Candidate(one.Box, 0.9f, one.Class, 0) { Rotated = one.Rotated }).ToArray())];
        });

        var perfect = model.Validate(options).Metrics.Evaluation.Map;

        Assert.That(labels, Is.Not.Empty.And.All.Matches<LabelledObject>(one => one.Rotated is { } box && Contains(one.Box, box)));
        Assert.That(found, Is.Not.Empty.And.All.Matches<Candidate>(one => one.Rotated is { } box && Contains(one.Box, box)));
        Assert.That((usual, perfect), Is.EqualTo((0.403, 0.995)).Within(0.001));
    }

    [Test]
    public void BoxesWithoutAnAngle_AreUpright()
    {
        using var model = Model("yolo11n-obb");
        using var straightening = model.AddCallback("on_val_postprocess_end", (Validator validator) =>
            validator.Predictions = [.. validator.Batch!.Objects.Select(objects => objects.Select(one => new Candidate(one.Box, 0.9f, one.Class, 0)).ToArray())]);

        var evaluation = model.Validate(Options with { Split = DatasetSplit.Train }).Metrics.Evaluation;

        Assert.That(evaluation.Map, Is.InRange(0.3, 0.98), "many objects are upright, others are not");
    }

    [Test]
    public void Confidence_IsAHundredth_UnlessASettingSaysOtherwise()
    {
        using var model = Model("yolo11n-obb");
        var confidences = new List<float>();
        using var looking = model.AddCallback("on_val_postprocess_end", (Validator validator) => confidences.AddRange(validator.Predictions.SelectMany(objects => objects).Select(one => one.Confidence)));
        float Lowest(ValidateOptions options, float matrix)
        {
            confidences.Clear();
            Assert.That(model.Validate(options).ConfusionMatrix.Confidence, Is.EqualTo(matrix));
            return confidences.Min();
        }

        Assert.That(Lowest(Options, 0.25f), Is.InRange(0.01f, 0.011f));
        Assert.That(Lowest(Options with { Confidence = 0.001, MaximumDetections = 3000 }, 0.001f), Is.InRange(0.001f, 0.002f));
        Assert.That(Lowest(Options with { Confidence = 0.5 }, 0.5f), Is.GreaterThan(0.5f));
    }

    [TestCase("yolo11n-obb")]
    [TestCase(EndToEnd)]
    public void Settings_OfValidation_ChooseAmongRotatedBoxes(string name)
    {
        using var model = Model(name);
        var options = Options with { Split = DatasetSplit.Train };
        var counts = new List<int>();
        var classes = new HashSet<int>();
        using var looking = model.AddCallback("on_val_postprocess_end", (Validator validator) =>
        {
            counts.AddRange(validator.Predictions.Select(objects => objects.Count));
            classes.UnionWith(validator.Predictions.SelectMany(objects => objects).Select(one => one.Class));
        });
        (ValidationReport Report, int Found, int Most) Run(ValidateOptions settings)
        {
            counts.Clear();
            classes.Clear();
            var report = model.Validate(settings);
            return (report, counts.Sum(), counts.Max());
        }

        var usual = Run(options);
        Assert.That(Run(options with { MaximumDetections = 5 }).Most, Is.EqualTo(5));

        // The choice of an end-to-end head knows no overlap.
        var agnostic = Run(options with { AgnosticNms = true }).Found;
        Assert.That(agnostic, name == EndToEnd ? Is.EqualTo(usual.Found) : Is.LessThan(usual.Found));

        var chosen = Run(options with { Classes = [1, 5] }).Report.Metrics;
        Assert.That(chosen.Classes.Select(one => one.Class), Is.SubsetOf(new[] { 1, 5 }).And.Not.Empty);

        var single = Run(options with { SingleClass = true });
        Assert.That(classes, Is.EqualTo(new[] { 0 }));
        Assert.That(single.Report.Metrics.Instances, Is.EqualTo(usual.Report.Metrics.Instances));
        Assert.That(single.Report.Metrics.Classes.Single().Images, Is.EqualTo(usual.Report.Metrics.Images).Within(3));

        var half = Run(options with { Half = true }).Report.Metrics.Evaluation.Map50;
        Assert.That(half, Is.EqualTo(usual.Report.Metrics.Evaluation.Map50).Within(0.1));
    }

    [Test]
    public void Validator_WithALoss_HasATermOfAngles()
    {
        using var model = Model("yolo11n-obb");
        using var judged = Model("yolo11n-obb");
        var validator = new Validator(model, Options)
        {
            Network = judged.Network,
            Loss = Yolo.Engine.Training.NetworkLoss.For(judged.Network, new Yolo.Losses.LossGains(), 1),
        };

        Assert.That(validator.Run().Losses.Keys, Is.EqualTo(Losses));
    }

    [TestCase("0 0.5 0.5 0.2 0.2", "an upright box", "9 numbers")]
    [TestCase("0 0.5 0.5 0.2 0.2 0.7", "a box and perhaps an angle", "9 numbers")]
    [TestCase("0 0.1 0.1 0.9 0.1 0.9 0.9", "four corners", "it has 3")]
    public void Validate_OtherLabels_NamesTheFileAndTheFormThatIsWanted(string line, params string[] words)
    {
        using var model = Model("yolo11n-obb");

        var error = Assert.Throws<DatasetException>(() => model.Validate(new() { Data = Dataset(line), ImageSize = 64 }));

        Assert.That(error!.Message, Does.Contain(Path.Combine("labels", "a.txt:1")).And.Contain(words[0]).And.Contain(words[1]));
    }

    [Test]
    public void Validate_SomeLabelsOfAnotherForm_LeavesTheirPicturesOutAndSaysSo()
    {
        using var model = Model("yolo11n-obb");
        var data = Dataset("0 0.1 0.1 0.9 0.1 0.9 0.9 0.1 0.9", "0 0.5 0.5 0.2 0.2", "0 0.1 0.1 0.9 0.9 0.9 0.1 0.1 0.9");
        IReadOnlyList<string> faults = [];
        using var looking = model.AddCallback("on_val_start", (Validator validator) => faults = [.. validator.Data!.Labels.Faults.Select(fault => $"{fault.Fatal} {fault}")]);

        var report = model.Validate(new() { Data = data, ImageSize = 64 });

        Assert.That((report.Metrics.Images, report.Metrics.Instances), Is.EqualTo((2, 2)));
        Assert.That(faults, Has.One.StartsWith("True").And.Contains("b.txt:1").And.Contains("upright"));
        Assert.That(faults, Has.One.StartsWith("False").And.Contains("c.txt:1").And.Contains("cross"));
    }

    private static ValidateOptions Options => new() { Data = Shared.Path("datasets", "dota", "dota.yaml"), ImageSize = 256, Batch = 8 };

    private static YoloModel Model(string name) => new(Shared.Path("weights", $"{name}.pt"));

    private static (int Width, int Height) SizeOf(string picture)
    {
        var info = ImageInfo.Read(Shared.Path("datasets", "dota", "images", "train", picture));
        return (info.Width, info.Height);
    }

    private static double[] Numbers(JsonElement one, string name) => [.. one.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    // Labels may reach beyond the picture, where upright boxes end.
    private static bool Contains(Box around, RotatedRectangle box) =>
        Math.Abs(around.CenterX - box.CenterX) < Math.Max(around.Width, 4) && Math.Abs(around.CenterY - box.CenterY) < Math.Max(around.Height, 4)
        && Math.Max(around.Width, around.Height) <= MathF.Sqrt((box.Width * box.Width) + (box.Height * box.Height)) + 1;

    // One picture and label file for each line: a, b, c, …
    private string Dataset(params string[] lines)
    {
        foreach (var (index, line) in lines.Index())
        {
            var stem = (char)('a' + index);
            Folder.Write($"labels/{stem}.txt", line + "\n");
            new Image(64, 64).Save(Folder.Path($"images/{stem}.png"));
        }

        return Folder.Write("own.yaml", "path: .\ntrain: images\nval: images\nnames: [thing]\n");
    }
}
