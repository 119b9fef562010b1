using Yolo.Engine.Settings;
using static Yolo.Engine.Settings.SettingText;

namespace Yolo.Engine.Exporting;

/// <summary>The settings of an export by their names on the command line.</summary>
internal static class ExportSettings
{
    /// <summary>All of them.</summary>
    public static SettingTable<ExportOptions> Table { get; } = new(ModeSet.Export, new(),
    [
        new("format", "onnx", (options, text) => options with { Format = ExportFormats.Require(text) }, options => ExportFormats.NameOf(options.Format)),
        new("imgsz", "size of the input in pixels, one number or height,width; default: the model's own", (options, text) => options with { ImageSize = Optional(text) is { } size ? Size("imgsz", size) : null }, options => options.ImageSize is { } size ? Size(size) : null),
        new("batch", "pictures in a batch", (options, text) => options with { Batch = Integer("batch", text, 1, 4096) }, options => Integer(options.Batch)),
        new("dynamic", "leave batch, height and width open", (options, text) => options with { Dynamic = Flag("dynamic", text) }, options => Flag(options.Dynamic)),
        new("half", "compute in half precision", (options, text) => options with { Half = Flag("half", text) }, options => Flag(options.Half)),
        new("opset", "version of ONNX's operators, 12 to 20; default 19", (options, text) => options with { Opset = Optional(text) is { } opset ? Integer("opset", opset, 1) : null }, options => options.Opset is { } opset ? Integer(opset) : null),
        new("simplify", "merge operations where fewer do the same", (options, text) => options with { Simplify = Flag("simplify", text) }, options => Flag(options.Simplify)),
        new("device", "where the network runs during the export: " + Devices.Offered, (options, text) => options with { Device = Device(text) }, options => options.Device?.ToString()),
        new("nms", "suppression inside the graph", (options, text) => options with { Nms = Flag("nms", text) }, options => Flag(options.Nms)),
        new("conf", "with nms: only objects more probable than this, 0 to 1", (options, text) => options with { Confidence = Share("conf", text) }, options => Number(options.Confidence)),
        new("iou", "with nms: boxes that overlap a more confident one by more are dropped, 0 to 1", (options, text) => options with { Iou = Share("iou", text) }, options => Number(options.Iou)),
        new("max_det", "with nms: rows of the output for each picture", (options, text) => options with { MaximumDetections = Integer("max_det", text, 1) }, options => Integer(options.MaximumDetections)),
        new("agnostic_nms", "with nms: boxes of different classes suppress each other", (options, text) => options with { AgnosticNms = Flag("agnostic_nms", text) }, options => Flag(options.AgnosticNms)),
        new("file", "the file to write; default: the model's name with .onnx", (options, text) => options with { File = Optional(text) }, options => options.File),
    ]);
}
