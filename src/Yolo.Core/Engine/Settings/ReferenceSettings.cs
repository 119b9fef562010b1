using System.Globalization;
using static Yolo.Engine.Settings.ModeSet;

namespace Yolo.Engine.Settings;

/// <summary>
/// All settings of the reference, in its order. A file of settings names them all; a mode takes those that change nothing in it, whatever their value,
/// and refuses with a reason those that would, for nothing is passed over that somebody counts on.
/// </summary>
internal static class ReferenceSettings
{
    private const ModeSet Exporting = ModeSet.Export | ModeSet.Benchmark;
    private const ModeSet Learning = Train | Val;
    private const ModeSet Looking = Predict | Track;
    private const ModeSet Running = Val | Looking;
    private const string Formats = "it belongs to export formats that are not offered; format=onnx is";

    /// <summary>The settings.</summary>
    internal static IReadOnlyList<ReferenceSetting> All { get; } =
    [
        new("task", "detect", ModeSet.All),
        new("mode", "train", ModeSet.All),
        new("model", null, ModeSet.All),
        new("data", null, Learning),
        new("epochs", "100", Train),
        new("time", null, Train),
        new("patience", "100", Train),
        new("batch", "16", ModeSet.All),
        new("imgsz", "640", ModeSet.All),
        new("save", "true", Train | Looking),
        new("save_period", "-1", Train),
        new("cache", "false", Train),
        new("device", null, ModeSet.All),
        new("workers", "8", Learning),
        new("project", null, Train | Running),
        new("name", null, Train | Running),
        new("exist_ok", "false", Train | Running),
        new("pretrained", "true", Train),
        new("optimizer", "auto", Train),
        new("verbose", "true", ModeSet.All),
        new("seed", "0", Train),
        new("deterministic", "true", Train),
        new("single_cls", "false", Learning),
        new("rect", "false", Learning | Looking),
        new("cos_lr", "false", Train),
        new("close_mosaic", "10", Train),
        new("resume", "false", Train),
        new("amp", "true", Train),
        new("fraction", "1.0", Train),
        new("profile", "false", Train, "speeds of exported models are measured by bench/, not while training"),
        new("freeze", null, Train),
        new("multi_scale", "0.0", Train),
        new("compile", "false", Learning | Looking, "TorchSharp has no compiler of networks; training alone captures a step as a graph"),
        new("overlap_mask", "true", Learning),
        new("mask_ratio", "4", Learning),
        new("dropout", "0.0", Train),
        new("val", "true", Train),
        new("split", "val", Learning),
        new("save_json", "false", Learning),
        new("conf", null, ModeSet.All),
        new("iou", "0.7", ModeSet.All),
        new("max_det", "300", ModeSet.All),
        new("half", "false", Running | Exporting),
        new("dnn", "false", None, "exported networks are run by ONNX Runtime alone"),
        new("plots", "true", Learning),
        new("end2end", null, ModeSet.All, "heads work as their model has them"),
        new("source", null, Looking),
        new("vid_stride", "1", Looking),
        new("stream_buffer", "false", Looking),
        new("visualize", "false", Learning | Looking, "features and matches are not drawn"),
        new("augment", "false", Learning | Looking, "test-time augmentation belongs to predict; validation judges what one look finds"),
        new("agnostic_nms", "false", ModeSet.All),
        new("classes", null, Learning | Looking),
        new("retina_masks", "false", Looking),
        new("embed", null, Looking, "features are not returned; in C# a hook on a layer of the network gets them"),
        new("show", "false", None, "no windows are opened; the drawn pictures are written"),
        new("save_frames", "false", Looking),
        new("save_txt", "false", Learning | Looking, "label files are written by val and predict"),
        new("save_conf", "false", Learning | Looking, "label files are written by val and predict"),
        new("save_crop", "false", Looking),
        new("show_labels", "true", Looking),
        new("show_conf", "true", Looking),
        new("show_boxes", "true", Looking),
        new("line_width", null, Looking),
        new("format", "torchscript", Exporting),
        new("keras", "false", Exporting, Formats),
        new("optimize", "false", Exporting, Formats),
        new("int8", "false", Exporting, Formats),
        new("dynamic", "false", Exporting),
        new("simplify", "true", Exporting),
        new("opset", null, Exporting),
        new("workspace", null, None, Formats),
        new("nms", "false", Exporting),
        new("lr0", "0.01", Train),
        new("lrf", "0.01", Train),
        new("momentum", "0.937", Train),
        new("weight_decay", "0.0005", Train),
        new("warmup_epochs", "3.0", Train),
        new("warmup_momentum", "0.8", Train),
        new("warmup_bias_lr", "0.1", Train),
        new("box", "7.5", Train),
        new("cls", "0.5", Train),
        new("dfl", "1.5", Train),
        new("pose", "12.0", Train),
        new("kobj", "1.0", Train),
        new("rle", "1.0", Train),
        new("angle", "1.0", Train),
        new("nbs", "64", Train),
        new("hsv_h", "0.015", Train),
        new("hsv_s", "0.7", Train),
        new("hsv_v", "0.4", Train),
        new("degrees", "0.0", Train),
        new("translate", "0.1", Train),
        new("scale", "0.5", Train),
        new("shear", "0.0", Train),
        new("perspective", "0.0", Train),
        new("flipud", "0.0", Train),
        new("fliplr", "0.5", Train),
        new("bgr", "0.0", Train),
        new("mosaic", "1.0", Train),
        new("mixup", "0.0", Train),
        new("cutmix", "0.0", Train),
        new("copy_paste", "0.0", Train),
        new("copy_paste_mode", "flip", Train),
        new("auto_augment", "randaugment", Train),
        new("erasing", "0.4", Train),
        new("cfg", null, ModeSet.All),
        new("tracker", "botsort.yaml", Track),
    ];

    private static readonly Dictionary<string, ReferenceSetting> ByKey = All.ToDictionary(setting => setting.Key, StringComparer.Ordinal);

    /// <summary>The reference's setting of a name; null if it has none.</summary>
    internal static ReferenceSetting? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>Whether two texts mean the same value: 0 and 0.0 do, True and true do, and so do all ways to say that nothing is set.</summary>
    internal static bool IsSame(string? value, string? usual) =>
        string.Equals(SettingText.Optional(value ?? ""), SettingText.Optional(usual ?? ""), StringComparison.OrdinalIgnoreCase)
        || (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.TryParse(usual, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && number == other);
}
