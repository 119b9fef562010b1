using System.Globalization;
using System.Text.Json;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Losses;
using Yolo.Results;

namespace Yolo.Tests.Engine.Tasks;

/// <summary>Validation of the tasks that find more than boxes, against the reference's numbers.</summary>
public sealed class TaskValidationTests : FolderFixture
{
    private const string Segment = "yolo11n-seg";
    private const string Pose = "yolo11n-pose";
    private const string Rotated = "yolo11n-obb";

    [TestCase("yolo11n-seg", "train")]
    [TestCase("yolo11n-seg", "val")]
    [TestCase("yolo26n-seg", "train")]
    [TestCase("yolo26n-seg", "val")]
    [TestCase("yolo11n-pose", "train")]
    [TestCase("yolo11n-pose", "val")]
    [TestCase("yolo26n-pose", "train")]
    [TestCase("yolo26n-pose", "val")]
    [TestCase("yolo11n-obb", "train")]
    [TestCase("yolo11n-obb", "val")]
    [TestCase("yolo26n-obb", "train")]
    [TestCase("yolo26n-obb", "val")]
    public void Validate_RealPictures_EqualsTheReference(string name, string split)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", "tasks", $"val-{name}.json")));
        using var model = Model(name);

        var metrics = model.Validate(Options(name) with { Split = Enum.Parse<DatasetSplit>(split, ignoreCase: true) }).Outcome.ToDictionary();

        var expected = golden.RootElement.GetProperty("metrics").GetProperty(split).EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value.GetDouble(), StringComparer.Ordinal);
        Assert.That(metrics.Keys, Is.EqualTo(expected.Keys));
        Assert.That(metrics.Select(figure => Math.Abs(figure.Value - expected[figure.Key])), Has.All.LessThan(0.001), string.Join(", ", metrics.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value:F5} {expected[figure.Key]:F5}"))));
    }

    [TestCase(Segment, "Mask")]
    [TestCase(Pose, "Pose")]
    public void Validate_ThatSaves_LeavesCurvesPicturesAndFigures(string name, string part)
    {
        using var model = Model(name);
        var options = Options(name);
        var own = Path.Combine(Folder.Copy(Path.GetDirectoryName(options.Data)!), Path.GetFileName(options.Data)!);

        var report = model.Validate(options with { Data = own, Split = DatasetSplit.Train, Save = true, Project = Folder.Root, Name = "val" });

        var letter = part[0];
        using var json = JsonDocument.Parse(File.ReadAllText(Folder.Path("val/metrics.json")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Warnings, Is.Empty);
            foreach (var file in new[] { "BoxPR_curve.png", $"{part}PR_curve.png", $"{part}F1_curve.png", $"{part}P_curve.png", $"{part}R_curve.png", "confusion_matrix.png", "val_batch0_labels.jpg", "val_batch0_pred.jpg" })
            {
                Assert.That(Folder.Path($"val/{file}"), Does.Exist);
            }

            Assert.That(json.RootElement.GetProperty($"metrics/mAP50({letter})").GetDouble(), Is.EqualTo(report.Metrics.Parts[1].Evaluation.Map50));
            Assert.That(json.RootElement.GetProperty("fitness").GetDouble(), Is.EqualTo(report.Metrics.Parts.Sum(own => own.Evaluation.Map)));
            Assert.That(json.RootElement.GetProperty("per_class")[0].GetProperty($"ap50({letter})").GetDouble(), Is.InRange(0.0, 1.0));
            Assert.That(report.Table().First(), Does.EndWith($"{part}(P          R      mAP50  mAP50-95)"));
            Assert.That(report.Table().ElementAt(1).Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(11));
        }
    }

    [Test]
    public void Segments_ThatAreSaved_AreOutlinesAndRunLengthsOfOneMask()
    {
        using var model = Model(Segment);

        _ = model.Validate(Options(Segment) with { Split = DatasetSplit.Train, Confidence = 0.4, SaveJson = true, SaveTxt = true, SaveConfidence = true, Project = Folder.Root, Name = "val" });

        using var json = JsonDocument.Parse(File.ReadAllText(Folder.Path("val/predictions.json")));
        var found = json.RootElement.EnumerateArray().Where(one => RunsOf(one.GetProperty("segmentation").GetProperty("counts").GetString()!).Count > 1).ToList();
        Assert.That(found, Is.Not.Empty);
        foreach (var picture in found.GroupBy(one => one.GetProperty("file_name").GetString()!))
        {
            var lines = File.ReadAllLines(Folder.Path($"val/labels/{Path.GetFileNameWithoutExtension(picture.Key)}.txt"));
            Assert.That(lines, Has.Length.EqualTo(picture.Count()), picture.Key);
            foreach (var (line, one) in lines.Zip(picture))
            {
                float[] numbers = [.. line.Split(' ').Select(word => float.Parse(word, CultureInfo.InvariantCulture))];
                var size = one.GetProperty("segmentation").GetProperty("size");
                var (height, width) = (size[0].GetInt32(), size[1].GetInt32());
                var runs = RunsOf(one.GetProperty("segmentation").GetProperty("counts").GetString()!);
                Assert.That(runs.Sum(), Is.EqualTo(width * height));
                Assert.That(numbers[^1], Is.EqualTo(one.GetProperty("score").GetSingle()).Within(1e-4));

                // The corners of the outline are pixels of the mask: of a filled run, or next to one after rounding.
                for (var at = 1; at < numbers.Length - 1; at += 2)
                {
                    Assert.That(IsFilled(runs, ((int)Math.Round(numbers[at] * width) * height) + (int)Math.Round(numbers[at + 1] * height)), Is.True, line);
                }
            }
        }
    }

    [Test]
    public void Poses_ThatAreSaved_HaveTheirPointsInPixelsAndShares()
    {
        using var model = Model(Pose);

        _ = model.Validate(Options(Pose) with { Split = DatasetSplit.Train, Confidence = 0.4, SaveJson = true, SaveTxt = true, Project = Folder.Root, Name = "val" });

        using var json = JsonDocument.Parse(File.ReadAllText(Folder.Path("val/predictions.json")));
        var first = json.RootElement[0];
        var line = File.ReadLines(Folder.Path($"val/labels/{Path.GetFileNameWithoutExtension(first.GetProperty("file_name").GetString())}.txt")).First().Split(' ');
        float[] points = [.. first.GetProperty("keypoints").EnumerateArray().Select(number => number.GetSingle())];
        Assert.That((points.Length, line.Length), Is.EqualTo((51, 1 + 4 + 51)));
        var width = points[0] / float.Parse(line[5], CultureInfo.InvariantCulture);
        for (var at = 0; at < points.Length; at += 3)
        {
            Assert.That(float.Parse(line[5 + at], CultureInfo.InvariantCulture) * width, Is.EqualTo(points[at]).Within(0.01));
            Assert.That(float.Parse(line[7 + at], CultureInfo.InvariantCulture), Is.EqualTo(points[at + 2]).Within(1e-5));
        }
    }

    [TestCase(Segment)]
    [TestCase(Pose)]
    public void Callbacks_SeeMasksAndPoints_AndWhatTheyPutInPlaceIsJudged(string name)
    {
        using var model = Model(name);
        var seen = new List<bool>();
        using var looking = model.AddCallback("on_val_postprocess_end", (Validator validator) =>
        {
            seen.AddRange(validator.Batch!.Objects.SelectMany(objects => objects).Select(label => label.Mask is not null == (name == Segment) && label.Keypoints.IsEmpty == (name == Segment)));
            seen.AddRange(validator.Predictions.SelectMany(found => found).Select(found => found.Mask is not null == (name == Segment) && found.Keypoints.IsEmpty == (name == Segment)));
            validator.Predictions = [.. validator.Predictions.Select(found => found.Select(one => one with { Mask = null, Keypoints = default }).ToArray())];
        });

        var parts = model.Validate(Options(name) with { Split = DatasetSplit.Train }).Metrics.Parts;

        Assert.That(seen, Is.Not.Empty.And.All.True);
        Assert.That((parts[0].Evaluation.Map50 > 0.3, parts[1].Evaluation.Map50), Is.EqualTo((true, 0.0)));
    }

    // A prediction scales a picture at once and not in two steps, rounds its padding otherwise, as the reference does, and masks are judged on coarser cells.
    [TestCase(Segment, 0.4)]
    [TestCase(Pose, 12)]
    [TestCase(Rotated, 8)]
    public void ResultOf_APicture_HasWhatAPredictionHasBeyondBoxes(string name, double most)
    {
        using var model = Model(name);
        var results = new List<Result>();
        using var looking = model.AddCallback("on_val_batch_end", (Validator validator) => results.AddRange(Enumerable.Range(0, validator.Batch!.Count).Select(validator.ResultOf)));
        var options = Options(name) with { Split = DatasetSplit.Train, Rect = false, Confidence = 0.5 };

        _ = model.Validate(options);

        var differences = new List<double>();
        foreach (var result in results)
        {
            var predicted = model.Predict(result.Path, new() { ImageSize = options.ImageSize, Rect = false, Confidence = 0.5 }).Single();
            for (var i = 0; i < result.Boxes.Count; i++)
            {
                var at = Enumerable.Range(0, predicted.Boxes.Count).FirstOrDefault(at => predicted.Boxes[at].Box.Iou(result.Boxes[i].Box) > 0.97, -1);
                if (at >= 0)
                {
                    differences.Add(Difference(result, i, predicted, at));
                }
            }

            result.Save(Folder.Path($"{name}.jpg"));
        }

        Assert.That(differences, Has.Count.GreaterThan(4), "there is something to compare");
        Assert.That(differences.Average(), Is.LessThan(most));
    }

    [TestCase(Segment, "val/box_loss", "val/seg_loss")]
    [TestCase(Pose, "val/box_loss", "val/pose_loss")]
    [TestCase(Rotated, "val/box_loss", "val/cls_loss")]
    public void Validator_WithALoss_FeedsItWhatTheTaskHas(string name, string first, string second)
    {
        using var model = Model(name);
        using var judged = Model(name);
        var validator = new Validator(model, Options(name) with { Split = DatasetSplit.Train })
        {
            Network = judged.Network,
            Loss = NetworkLoss.For(judged.Network, new LossGains(), 1),
        };

        var losses = validator.Run().Losses;

        Assert.That(losses.Keys.Take(2), Is.EqualTo(new[] { first, second }));
        Assert.That(losses.Values.Take(2), Has.All.InRange(0.01, 20));
    }

    [TestCase(Segment)]
    [TestCase(Pose)]
    [TestCase(Rotated)]
    public void Validate_ManyTimes_LeavesNoTensorBehind(string name)
    {
        using var model = Model(name);
        _ = model.Validate(Options(name));
        var before = LiveTensors.Count;

        _ = model.Validate(Options(name));

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [Test]
    public void Masks_ThatMayOverlap_OrAreFiner_AreJudgedOtherwise()
    {
        using var model = Model(Segment);
        var options = Options(Segment) with { Split = DatasetSplit.Train };
        double Judge(ValidateOptions settings) => model.Validate(settings).Metrics.Parts[1].Evaluation.Map;
        var usual = Judge(options);

        Assert.That(Judge(options with { OverlapMask = false }), Is.Not.EqualTo(usual).And.EqualTo(usual).Within(0.05));
        Assert.That(Judge(options with { MaskRatio = 1 }), Is.Not.EqualTo(usual).And.EqualTo(usual).Within(0.05));
    }

    [Test]
    public void Validate_ASegmentationModelByBoxes_NamesTheFileWithoutPolygons()
    {
        using var small = new SmallDataset(2);
        using var model = Model(Segment);

        Assert.That(
            () => model.Validate(small.Options),
            Throws.TypeOf<DatasetException>().With.Message.Contains("a polygon is wanted").And.Message.Contains(".txt:1:").And.Message.Contains(Path.Combine(small.Root, "labels")));
    }

    [Test]
    public void Validate_OneBoxAmongPolygons_IsNamedWithItsLine_AndItsPictureLeftOut()
    {
        Folder.Write("labels/a.txt", "0 0.1 0.1 0.9 0.1 0.9 0.9\n");
        Folder.Write("labels/b.txt", "0 0.1 0.1 0.9 0.1 0.9 0.9\n\n0 0.5 0.5 0.2 0.2\n");
        new Yolo.Imaging.Image(64, 64).Save(Folder.Path("images/a.png"));
        new Yolo.Imaging.Image(64, 32).Save(Folder.Path("images/b.png"));
        var faults = new List<string>();
        var yaml = Folder.Write("mixed.yaml", "path: .\ntrain: images\nval: images\nnames: [thing]\n");
        using var model = Model(Segment);

        using var looking = model.AddCallback("on_val_start", (Validator validator) => faults.AddRange(validator.Data!.Labels.Faults.Select(fault => fault.ToString())));
        var report = model.Validate(new() { Data = yaml, ImageSize = 64 });

        Assert.That(faults, Has.Exactly(1).Contains("b.txt:3: a row of 5 numbers is a box"));
        Assert.That((report.Outcome.Images, report.Labels.Corrupt), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Validate_APoseModelByBoxes_SaysThatPointsAreMissing()
    {
        using var small = new SmallDataset(2);
        var yaml = Folder.Write("one.yaml", $"path: {small.Root}\ntrain: images\nval: images\nnames: [cell]\n");
        using var model = Model(Pose);

        Assert.That(() => model.Validate(small.Options with { Data = yaml, SingleClass = true }), Throws.TypeOf<DatasetException>().With.Message.Contains("how many key points an object has").And.Message.Contains("kpt_shape"));
    }

    [Test]
    public void Validate_PointsOfAnotherShape_NamesBoth()
    {
        Folder.Write("labels/a.txt", "0 0.5 0.5 0.2 0.2 0.5 0.5 2 0.4 0.4 1\n");
        new Yolo.Imaging.Image(64, 64).Save(Folder.Path("images/a.png"));
        var yaml = Folder.Write("two.yaml", "path: .\ntrain: images\nval: images\nkpt_shape: [2, 3]\nnames: [person]\n");
        using var model = Model(Pose);

        Assert.That(() => model.Validate(new() { Data = yaml, ImageSize = 64 }), Throws.TypeOf<DatasetException>().With.Message.Contains("[2, 3]").And.Message.Contains("[17, 3]"));
    }

    // Of masks the share of pixels that one alone has, of points and rotated boxes the largest distance in pixels.
    private static double Difference(Result one, int index, Result other, int at)
    {
        if (one.Masks is { } masks)
        {
            var picture = one.OriginalImage;
            var pixels = Enumerable.Range(0, picture.Width * picture.Height).Select(pixel => (X: pixel % picture.Width, Y: pixel / picture.Width));
            var differing = pixels.Count(pixel => masks[index][pixel.X, pixel.Y] != other.Masks![at][pixel.X, pixel.Y]);
            return (double)differing / other.Masks![at].Area;
        }

        return one.Keypoints is { } points
            ? points[index].Zip(other.Keypoints![at], (a, b) => double.Hypot(a.X - b.X, a.Y - b.Y)).Max()
            : one.RotatedBoxes![index].Corners().Zip(other.RotatedBoxes![at].Corners(), (a, b) => double.Hypot(a.X - b.X, a.Y - b.Y)).Max();
    }

    private static YoloModel Model(string name) => new(Shared.Path("weights", $"{name}.pt"));

    private static ValidateOptions Options(string name)
    {
        var (folder, size) = name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..] switch { "seg" => ("coco-seg", 192), "pose" => ("coco8-pose", 256), _ => ("dota", 256) };
        return new() { Data = Shared.Path("datasets", folder, $"{folder}.yaml"), ImageSize = size, Batch = 8 };
    }

    // Read apart from the product's own writer.
    private static List<int> RunsOf(string counts)
    {
        var runs = new List<int>();
        for (var at = 0; at < counts.Length;)
        {
            int value = 0, shift = 0, letter;
            do
            {
                letter = counts[at++] - 48;
                value |= (letter & 31) << shift;
                shift += 5;
            }
            while ((letter & 32) != 0);

            value |= (letter & 16) != 0 ? -1 << shift : 0;
            runs.Add(runs.Count > 2 ? value + runs[^2] : value);
        }

        return runs;
    }

    private static bool IsFilled(List<int> runs, int place)
    {
        var end = 0;
        for (var i = 0; i < runs.Count; i++)
        {
            end += runs[i];
            if (place < end)
            {
                return i % 2 == 1;
            }
        }

        return false;
    }
}
