using System.Globalization;
using Yolo.Engine.Exporting;

namespace Yolo.Cli;

/// <summary><c>yolo export model=… format=onnx</c>: writes a model for another runtime.</summary>
internal static class ExportCommand
{
    internal static int Run(Arguments arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        var filling = new Filling<ExportOptions>(ExportSettings.Table, errors);
        filling.Take(rest);
        var options = filling.Options;
        using var model = ModelArgument.LoadTrained(filling.Model, arguments.Task, options.Device, errors);
        var progress = filling.Verbose ? output : TextWriter.Null;
        var exporter = new Exporter(model, options) { Callbacks = callbacks.Open(model, errors) };
        var file = exporter.Run(cancellation);
        foreach (var warning in exporter.Warnings)
        {
            output.WriteLine($"warning: {warning}");
        }

        var megabytes = new FileInfo(file).Length / 1e6;
        progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {exporter.Graph!.Nodes.Count} nodes, opset {exporter.Graph.Opset}, {megabytes:F1} MB"));
        if (exporter.LargestDifference is { } difference)
        {
            progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in ONNX Runtime the largest difference from the network is {difference:G2}"));
        }

        callbacks.Report(progress);
        return 0;
    }
}
