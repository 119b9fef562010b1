using Yolo.Cli;
using Yolo.Data.Augmentations;
using Yolo.Engine.Exporting;
using Yolo.Engine.Optimization;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;

namespace Yolo.Tests.Cli;

public sealed class SettingsFileTests
{
    [Test]
    public void Expand_AFileOfTheReference_GivesItsSettingsAndLetsTheCommandLineWin()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("args.yaml", "task: detect\nmode: train\nmodel: yolov8n.yaml\nepochs: 7\nfreeze: [0, 1]\ntime: null\nlr0: 0.02\nerasing: 0.4\ntracker: botsort.yaml\n");

        var expanded = SettingsFile.Expand(Arguments.Parse(["train", $"cfg={file}", "epochs=9"]));
        var options = expanded.Settings.Where(setting => setting.Key != "model").Aggregate(new TrainOptions(), (all, setting) => TrainSettings.Table.Apply(all, setting.Key, setting.Value));

        Assert.Multiple(() =>
        {
            Assert.That(expanded.Settings.First(setting => setting.Key == "model").Value, Is.EqualTo("yolov8n.yaml"));
            Assert.That((options.Epochs, options.LearningRate, options.TimeHours), Is.EqualTo((9, 0.02, (double?)null)));
            Assert.That(options.Freeze, Is.EqualTo(new LayerName[] { 0, 1 }));
        });
    }

    [TestCase("null", AutoAugmentPolicy.None)]
    [TestCase("randaugment", AutoAugmentPolicy.RandAugment)]
    [TestCase("augmix", AutoAugmentPolicy.AugMix)]
    public void Expand_AFileOfATrainingOfClasses_GivesItsPolicy(string written, AutoAugmentPolicy policy)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("args.yaml", $"task: classify\nmode: train\nmodel: yolo11n-cls.yaml\nauto_augment: {written}\ntime: null\ntracker: botsort.yaml\n");

        var settings = SettingsFile.Expand(Arguments.Parse(["train", $"cfg={file}"])).Settings.Where(setting => setting.Key != "model");

        Assert.That(settings.Aggregate(new TrainOptions(), (all, setting) => TrainSettings.Table.Apply(all, setting.Key, setting.Value)).Augmentation.AutoAugment, Is.EqualTo(policy));
    }

    [TestCase("train", "640")]
    [TestCase("val", null)]
    public void Expand_AFileOfATraining_RepeatsItsSide_ThatIsTheDefaultThere(string mode, string? side)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("args.yaml", "task: detect\nmode: train\nmodel: small.pt\nimgsz: 640\ntracker: botsort.yaml\n");

        Assert.That(SettingsFile.Expand(Arguments.Parse([mode, $"cfg={file}"])).Settings.FirstOrDefault(setting => setting.Key == "imgsz").Value, Is.EqualTo(side));
    }

    [Test]
    public void Expand_AFileThatIsMissing_SaysWhich() =>
        Assert.That(() => SettingsFile.Expand(Arguments.Parse(["train", "cfg=no/such.yaml"])), Throws.TypeOf<UsageException>().With.Message.Contains("no/such.yaml"));

    [TestCase("compile", "max-autotune-no-cudagraphs", "no compiler")]
    [TestCase("save_txt", "true", "written by val and predict")]
    [TestCase("visualize", "true", "not drawn")]
    [TestCase("label_smoothing", "0.1", "dropped")]
    public void Apply_ASettingThatWouldChangeSomething_IsRefusedWithAReason(string key, string value, string reason) =>
        Assert.That(() => TrainSettings.Table.Apply(new(), key, value), Throws.TypeOf<SettingException>().With.Message.Contains(reason));

    [TestCase("retina_masks", "true")]
    [TestCase("opset", "17")]
    [TestCase("vid_stride", "3")]
    [TestCase("compile", "False")]
    [TestCase("end2end", "null")]
    [TestCase("tracker", "bytetrack.yaml")]
    [TestCase("workspace", "4")]
    [TestCase("label_smoothing", "0.0")]
    [TestCase("reconnects", "5")]
    public void Apply_ASettingThatChangesNothing_IsTaken(string key, string value) =>
        Assert.That(TrainSettings.Table.Apply(new(), key, value), Is.EqualTo(new TrainOptions()));

    [Test]
    public void Expand_AFileThatNamesTheMode_SetsIt()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("args.yaml", "task: segment\nmode: val\nmodel: a.pt\n");

        Assert.Multiple(() =>
        {
            Assert.That(SettingsFile.Expand(Arguments.Parse([$"cfg={file}"])), Has.Property("Mode").EqualTo("val").And.Property("Task").EqualTo("segment"));
            Assert.That(SettingsFile.Expand(Arguments.Parse(["predict", $"cfg={file}", "model=b.pt"])), Has.Property("Mode").EqualTo("predict").And.Property("Task").Null);
        });
    }

    [Test]
    public void Expand_ATrainingsFileInAnotherMode_LeavesThatModesDefaults()
    {
        using var folder = new TemporaryFolder();
        var ours = string.Concat(TrainSettings.Table.All.Select(setting => $"{setting.Key}: {setting.Read(new() { Name = "train3", Batch = -1, ImageSize = 320, Iou = 0.6 }) ?? "null"}\n"));
        var file = folder.Write("args.yaml", $"task: detect\nmode: train\n{ours}");

        var expanded = SettingsFile.Expand(Arguments.Parse(["predict", $"cfg={file}"]));
        var options = expanded.Settings.Aggregate(new PredictOptions(), (all, setting) => PredictSettings.Table.Apply(all, setting.Key, setting.Value));

        Assert.That(options, Is.EqualTo(new PredictOptions { ImageSize = 320, Iou = 0.6 }));
    }

    [Test]
    public void Expand_TheReferencesOwnFile_ChangesNothingInAnyMode([Values("train", "val", "predict", "export")] string mode)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("args.yaml", string.Concat(ReferenceSettings.All.Select(setting => $"{setting.Key}: {setting.Usual ?? "null"}\n")) + "save_dir: runs/detect/train\n");

        var expanded = SettingsFile.Expand(Arguments.Parse([mode, $"cfg={file}"]));

        Assert.That(expanded.Settings, Is.Empty);
    }

    [Test]
    public void Apply_EverySettingOfTheReferenceAtItsDefault_IsTakenInEveryMode()
    {
        foreach (var setting in ReferenceSettings.All.Where(setting => setting.Key is not ("format" or "amp")))
        {
            Assert.That(() => TrainSettings.Table.Apply(new(), setting.Key, setting.Usual ?? "None"), Throws.Nothing, setting.Key);
            Assert.That(() => ValidateSettings.Table.Apply(new(), setting.Key, setting.Usual ?? "None"), Throws.Nothing, setting.Key);
            Assert.That(() => PredictSettings.Table.Apply(new(), setting.Key, setting.Usual ?? "None"), Throws.Nothing, setting.Key);
            Assert.That(() => ExportSettings.Table.Apply(new(), setting.Key, setting.Usual ?? "None"), Throws.Nothing, setting.Key);
        }
    }
}
