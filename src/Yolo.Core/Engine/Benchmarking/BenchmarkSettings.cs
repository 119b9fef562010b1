using Yolo.Engine.Settings;
using static Yolo.Engine.Settings.SettingText;

namespace Yolo.Engine.Benchmarking;

/// <summary>The settings of a benchmark by their names on the command line.</summary>
internal static class BenchmarkSettings
{
    /// <summary>All of them.</summary>
    public static SettingTable<BenchmarkOptions> Table { get; } = new(ModeSet.Benchmark, new(),
    [
        new("data", "data set, as in val; default: the one that the model was trained on", (options, text) => options with { Data = Optional(text) }, options => options.Data),
        new("imgsz", "side of the network's square input in pixels; default: the model's own", (options, text) => options with { ImageSize = Optional(text) is { } size ? Square(size) : null }, options => options.ImageSize is { } size ? Integer(size) : null),
        new("format", "the one format to look at: - for the checkpoint itself, or onnx; default: all", (options, text) => options with { Format = Optional(text) is { } format ? BenchmarkFormat.Require(format).Argument : null }, options => options.Format),
        new("device", "where the checkpoint's network runs: " + Devices.Offered, (options, text) => options with { Device = Device(text) }, options => options.Device?.ToString()),
        new("half", "compute in 16 bits", (options, text) => options with { Half = Flag("half", text) }, options => Flag(options.Half)),
        new("dynamic", "exported files leave batch, height and width open", (options, text) => options with { Dynamic = Flag("dynamic", text) }, options => Flag(options.Dynamic)),
        new("simplify", "merge operations of exported graphs where fewer do the same", (options, text) => options with { Simplify = Flag("simplify", text) }, options => Flag(options.Simplify)),
        new("opset", "version of ONNX's operators, 12 to 20; default 19", (options, text) => options with { Opset = Optional(text) is { } opset ? Integer("opset", opset, 1) : null }, options => options.Opset is { } opset ? Integer(opset) : null),
        new("nms", "suppression inside exported graphs", (options, text) => options with { Nms = Flag("nms", text) }, options => Flag(options.Nms)),
        new("project", "folder below runs/task, or an absolute one", (options, text) => options with { Project = Optional(text) }, options => options.Project),
        new("name", "name of the run's folder", (options, text) => options with { Name = text }, options => options.Name),
        new("exist_ok", "write into a folder that exists", (options, text) => options with { ExistOk = Flag("exist_ok", text) }, options => Flag(options.ExistOk)),
    ]);

    private static int Square(string text)
    {
        var size = Size("imgsz", text);
        return size.Height == size.Width ? size.Height : throw Wrong("imgsz", text, "one number here, since a benchmark looks at square pictures");
    }
}
