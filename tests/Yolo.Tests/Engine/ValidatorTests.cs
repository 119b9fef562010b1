using System.Text.Json;
using TorchSharp;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Settings;
using Yolo.Engine.Validation;

namespace Yolo.Tests.Engine;

public sealed class ValidatorTests() : SmallDatasetFixture(6)
{
    [TestCase("bccd-yolov8n-val-320")]
    [TestCase("bccd-yolo11n-val-320")]
    [TestCase("bccd-yolo26n-val-320")]
    [TestCase("bccd-yolov8n-test-640")]
    public void Validate_RealPictures_EqualsTheReference(string name)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", $"val-{name}.json")));
        var settings = golden.RootElement.GetProperty("settings");
        using var model = new YoloModel(Shared.Path("weights", $"{string.Join('-', name.Split('-')[..2])}.pt"));

        var report = model.Validate(new()
        {
            Data = Shared.Path("datasets", "bccd", "bccd.yaml"),
            ImageSize = settings.GetProperty("imgsz").GetInt32(),
            Split = Enum.Parse<DatasetSplit>(settings.GetProperty("split").GetString()!, ignoreCase: true),
        });

        using var ours = JsonDocument.Parse(report.ToJson());
        AssertNear(ours.RootElement, golden.RootElement.GetProperty("metrics"), string.Empty);
        foreach (var (one, expected) in ours.RootElement.GetProperty("per_class").EnumerateArray().Zip(golden.RootElement.GetProperty("per_class").EnumerateArray()))
        {
            AssertNear(one, expected, one.GetProperty("name").GetString()!);
        }
    }

    [Test]
    public void Validate_ManyTimes_LeavesNoTensorBehind()
    {
        using var model = Small.Model();
        _ = model.Validate(Small.Options);
        var before = LiveTensors.Count;

        _ = model.Validate(Small.Options);
        _ = model.Validate(Small.Options with { Workers = 0 });

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [Test]
    public void Validate_Cancelled_StopsBeforeTheNextBatchAndLeavesNoTensorBehind()
    {
        using var model = Small.Model();
        _ = model.Validate(Small.Options);
        using var source = new CancellationTokenSource();
        var before = LiveTensors.Count;
        var batches = 0;
        using var counting = model.AddCallback("on_val_batch_end", (Validator _) => { batches++; source.Cancel(); });

        Assert.That(() => model.Validate(Small.Options with { Batch = 2 }, cancellation: source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((batches, LiveTensors.Count), Is.EqualTo((1, before)));
    }

    [Test]
    public void Validate_AnyBatchSizeAndNumberOfWorkers_FindsTheSame()
    {
        using var model = Small.Model();
        var square = Small.Options with { Rect = false };

        var first = model.Validate(square).Metrics.ToDictionary();
        var second = model.Validate(square with { Batch = 4, Workers = 0 }).Metrics.ToDictionary();

        Assert.That(second.Values, Is.EqualTo(first.Values).Within(1e-3));
    }

    [Test]
    public void Validate_Settings_EachChangesTheOutcome()
    {
        using var model = Small.Model();
        var usual = model.Validate(Small.Options);

        var strict = model.Validate(Small.Options with { Confidence = 0.5 });
        var few = model.Validate(Small.Options with { MaximumDetections = 2 });
        var narrow = model.Validate(Small.Options with { Iou = 0.1 });
        var square = model.Validate(Small.Options with { Rect = false });
        var tiny = model.Validate(Small.Options with { ImageSize = 96 });
        var white = model.Validate(Small.Options with { Classes = [1] });
        var single = model.Validate(Small.Options with { SingleClass = true });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(strict.Metrics.Evaluation.Map50, Is.Not.EqualTo(usual.Metrics.Evaluation.Map50));
            Assert.That(strict.ConfusionMatrix.Confidence, Is.EqualTo(0.5f));
            Assert.That(few.Metrics.Evaluation.Recall, Is.LessThan(usual.Metrics.Evaluation.Recall));
            Assert.That(narrow.Metrics.Fitness, Is.Not.EqualTo(usual.Metrics.Fitness));
            Assert.That(square.Metrics.Fitness, Is.Not.EqualTo(usual.Metrics.Fitness));
            Assert.That(tiny.Metrics.Fitness, Is.LessThan(usual.Metrics.Fitness));
            Assert.That(white.Metrics.Classes.Select(one => one.Class), Is.EqualTo(new[] { 1 }));
            Assert.That(white.Metrics.Classes[0].Ap, Is.EqualTo(usual.Metrics.Classes.Single(one => one.Class == 1).Ap).Within(1e-9));
            Assert.That((single.Names, single.Metrics.Classes.Count), Is.EqualTo((new[] { "RBC", "WBC", "Platelets" }, 1)));
            Assert.That(single.ConfusionMatrix.Classes, Is.EqualTo(3), "the matrix is as large as the reference's");
            Assert.That(single.ConfusionMatrix[0, 0], Is.Positive);
            Assert.That(single.Metrics.Instances, Is.EqualTo(usual.Metrics.Instances));
        }
    }

    [Test]
    public void Validate_BoxesAcrossClasses_SuppressEachOtherOnlyIfAsked()
    {
        using var model = Small.Model();
        int Found(bool agnostic)
        {
            var count = 0;
            using var counting = model.AddCallback("on_val_postprocess_end", (Validator validator) => count += validator.Predictions.Sum(found => found.Count));
            _ = model.Validate(Small.Options with { AgnosticNms = agnostic });
            return count;
        }

        Assert.That(Found(agnostic: true), Is.LessThan(Found(agnostic: false)));
    }

    [Test]
    public void Validate_InBfloat16_FindsNearlyTheSame()
    {
        using var model = Small.Model();
        var full = model.Validate(Small.Options).Metrics.Evaluation.Map50;

        var half = model.Validate(Small.Options with { Half = true }).Metrics.Evaluation.Map50;

        Assert.That(model.DataType, Is.EqualTo(torch.ScalarType.BFloat16));
        Assert.That(half, Is.EqualTo(full).Within(0.1));
    }

    [Test]
    public void Validate_AskedForNothing_WritesNothing()
    {
        using var model = Small.Model();

        Assert.That(model.Validate(Small.Options).SaveDirectory, Is.Null);
    }

    [Test]
    public void Validate_DataSetWithMoreClasses_NamesBoth()
    {
        using var model = Small.Model();
        var yaml = Folder.Write("many.yaml", File.ReadAllText(Small.Yaml) + "\n  3: more\n");
        File.WriteAllText(yaml, File.ReadAllText(yaml).Replace("path: .", $"path: {Path.GetDirectoryName(Small.Yaml)}", StringComparison.Ordinal));

        Assert.That(
            () => model.Validate(Small.Options with { Data = yaml }),
            Throws.TypeOf<DatasetException>().With.Message.Contains("4 classes").And.Message.Contains("only 3"));
    }

    [Test]
    public void Validate_ClassesAndSingleClass_AreRefused()
    {
        using var model = Small.Model();

        Assert.That(() => model.Validate(Small.Options with { Classes = [0], SingleClass = true }), Throws.TypeOf<SettingException>());
    }

    [Test]
    public void Validate_UntrainedModelWithoutData_AsksForIt()
    {
        using var model = new YoloModel("yolov8n.yaml");

        Assert.That(() => model.Validate(), Throws.TypeOf<SettingException>().With.Message.Contains("data="));
    }

    [Test]
    public void Settings_EachCanBeWrittenAndReadBack()
    {
        foreach (var setting in ValidateSettings.Table.All.Where(setting => setting.Read(new()) is not null))
        {
            var text = setting.Read(new())!;
            Assert.That(setting.Read(setting.Write(new(), text)), Is.EqualTo(text), setting.Key);
        }
    }

    private static void AssertNear(JsonElement actual, JsonElement expected, string what)
    {
        foreach (var property in expected.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Number))
        {
            Assert.That(actual.GetProperty(property.Name).GetDouble(), Is.EqualTo(property.Value.GetDouble()).Within(0.001), $"{what} {property.Name}");
        }
    }
}
