using Yolo.Data;
using Yolo.Engine.Inference;
using Yolo.Engine.Settings;
using static Yolo.Engine.Settings.SettingText;

namespace Yolo.Engine.Validation;

/// <summary>The settings of validation by their names on the command line and in args.yaml.</summary>
internal static class ValidateSettings
{
    /// <summary>All of them.</summary>
    public static SettingTable<ValidateOptions> Table { get; } = new(ModeSet.Val, new() { Save = true },
    [
        new("data", "data set: a YAML file, a folder or archive with one, its address, or shapes; default: the one that the model was trained on", (options, text) => options with { Data = Optional(text) }, options => options.Data),
        new("split", "part of the data set: val, test, train or minival", (options, text) => options with { Split = Choice<DatasetSplit>("split", text) }, options => Choice(options.Split)),
        new("batch", "pictures that go through the network together", (options, text) => options with { Batch = Integer("batch", text, 1, 4096) }, options => Integer(options.Batch)),
        new("imgsz", "longer side of the network's input in pixels; default: the model's own", (options, text) => options with { ImageSize = Optional(text) is { } side ? Side("imgsz", side) : null }, options => options.ImageSize is { } size ? Integer(size) : null),
        new("conf", "only objects more probable than this are judged, 0 to 1; default: 0.001, of rotated boxes 0.01", (options, text) => options with { Confidence = Optional(text) is { } share ? Share("conf", share) : null }, options => options.Confidence is { } share ? Number(share) : null),
        new("iou", "boxes that overlap a more confident one by more are dropped, 0 to 1", (options, text) => options with { Iou = Share("iou", text) }, options => Number(options.Iou)),
        new("max_det", "at most so many objects in a picture", (options, text) => options with { MaximumDetections = Integer("max_det", text, 1) }, options => Integer(options.MaximumDetections)),
        new("rect", "batches of pictures of like shape, with little padding", (options, text) => options with { Rect = Flag("rect", text) }, options => Flag(options.Rect)),
        new("classes", "only labels of these classes count, by their numbers: 0 or 0,2,3", (options, text) => options with { Classes = Optional(text) is { } classes ? Integers("classes", classes) : null }, options => Integers(options.Classes)),
        new("single_cls", "all objects count as one class", (options, text) => options with { SingleClass = Flag("single_cls", text) }, options => Flag(options.SingleClass)),
        new("agnostic_nms", "boxes of different classes suppress each other", (options, text) => options with { AgnosticNms = Flag("agnostic_nms", text) }, options => Flag(options.AgnosticNms)),
        new("overlap_mask", "segmentation: a cell that several labelled masks cover belongs to the smallest alone", (options, text) => options with { OverlapMask = Flag("overlap_mask", text) }, options => Flag(options.OverlapMask)),
        new("mask_ratio", "segmentation: pixels of the input for one cell of a labelled mask, along both axes", (options, text) => options with { MaskRatio = Integer("mask_ratio", text, 1, 32) }, options => Integer(options.MaskRatio)),
        new("device", Devices.Offered, (options, text) => options with { Device = Device(text) }, options => options.Device?.ToString()),
        new("engine", "what computes the network: torch, onnx (ONNX Runtime, on the processor), or auto for whichever is sooner done", (options, text) => options with { Engine = Choice<EngineKind>("engine", text) }, options => Choice(options.Engine)),
        new("half", "compute in 16 bits", (options, text) => options with { Half = Flag("half", text) }, options => Flag(options.Half)),
        new("workers", "threads that read pictures ahead", (options, text) => options with { Workers = Integer("workers", text, 0, 1024) }, options => Integer(options.Workers)),
        new("save", "write a run folder with metrics.json and args.yaml", (options, text) => options with { Save = Flag("save", text) }, options => Flag(options.Save)),
        new("save_json", "write predictions.json in COCO's results format", (options, text) => options with { SaveJson = Flag("save_json", text) }, options => Flag(options.SaveJson)),
        new("save_txt", "write a label file for each picture", (options, text) => options with { SaveTxt = Flag("save_txt", text) }, options => Flag(options.SaveTxt)),
        new("save_conf", "with the confidence in label files", (options, text) => options with { SaveConfidence = Flag("save_conf", text) }, options => Flag(options.SaveConfidence)),
        new("plots", "draw batches, curves and confusion matrices into the run folder", (options, text) => options with { Plots = Flag("plots", text) }, options => Flag(options.Plots)),
        new("project", "folder below runs/task, or an absolute one", (options, text) => options with { Project = Optional(text) }, options => options.Project),
        new("name", "name of the run's folder", (options, text) => options with { Name = text }, options => options.Name),
        new("exist_ok", "write into a folder that exists", (options, text) => options with { ExistOk = Flag("exist_ok", text) }, options => Flag(options.ExistOk)),
    ]);
}
