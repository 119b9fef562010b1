using Yolo.Cli;
using Yolo.Engine;
using Yolo.Engine.Settings;

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
            Assert.That(options.Freeze, Is.EqualTo(new[] { 0, 1 }));
        });
    }

    [Test]
    public void Expand_AFileThatIsMissing_SaysWhich() =>
        Assert.That(() => SettingsFile.Expand(Arguments.Parse(["train", "cfg=no/such.yaml"])), Throws.TypeOf<UsageException>().With.Message.Contains("no/such.yaml"));

    [TestCase("erasing", "0.9", "classify")]
    [TestCase("compile", "true", "compiler")]
    [TestCase("mask_ratio", "2", "segment")]
    [TestCase("vid_stride", "3", "another mode")]
    public void Apply_ASettingWithoutEffect_IsRefusedWithAReason(string key, string value, string reason) =>
        Assert.That(() => TrainSettings.Table.Apply(new(), key, value), Throws.TypeOf<SettingException>().With.Message.Contains(reason));

    [TestCase("erasing", "0.40")]
    [TestCase("compile", "False")]
    [TestCase("end2end", "null")]
    [TestCase("dropout", "0")]
    public void Apply_ASettingWithoutEffectAtItsDefault_IsPassedOver(string key, string value) =>
        Assert.That(TrainSettings.Table.Apply(new(), key, value), Is.EqualTo(new TrainOptions()));

    [Test]
    public void Settings_EveryOneOfTheReference_IsReadOrRefused()
    {
        string[] keys =
        [
            "data", "epochs", "time", "patience", "batch", "imgsz", "save", "save_period", "cache", "device", "workers", "project", "name", "exist_ok", "pretrained", "optimizer", "seed",
            "deterministic", "single_cls", "rect", "cos_lr", "close_mosaic", "resume", "amp", "fraction", "profile", "freeze", "multi_scale", "compile", "overlap_mask", "mask_ratio", "dropout",
            "val", "split", "save_json", "conf", "iou", "max_det", "half", "dnn", "plots", "end2end", "source", "vid_stride", "stream_buffer", "visualize", "augment", "agnostic_nms", "classes",
            "retina_masks", "embed", "show", "save_frames", "save_txt", "save_conf", "save_crop", "show_labels", "show_conf", "show_boxes", "line_width", "format", "keras", "optimize", "int8",
            "dynamic", "simplify", "opset", "workspace", "nms", "lr0", "lrf", "momentum", "weight_decay", "warmup_epochs", "warmup_momentum", "warmup_bias_lr", "box", "cls", "dfl", "pose", "kobj",
            "rle", "angle", "nbs", "hsv_h", "hsv_s", "hsv_v", "degrees", "translate", "scale", "shear", "perspective", "flipud", "fliplr", "bgr", "mosaic", "mixup", "cutmix", "copy_paste",
            "copy_paste_mode", "auto_augment", "erasing", "tracker",
        ];

        foreach (var key in keys)
        {
            Assert.That(MessageOf(key), Does.Not.Contain("There is no setting"), key);
        }
    }

    private static string MessageOf(string key)
    {
        try
        {
            TrainSettings.Table.Apply(new(), key, "no such value");
            return string.Empty;
        }
        catch (SettingException refused)
        {
            return refused.Message;
        }
    }
}
