using System.Globalization;
using Yolo.Engine;

namespace Yolo.Cli;

/// <summary><c>yolo export model=… format=onnx</c>: writes a model for another runtime.</summary>
internal static class ExportCommand
{
    internal static int Run(Arguments arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        var options = new ExportOptions();
        string? modelName = null;
        foreach (var (key, value) in rest.Settings)
        {
            if (key == "model")
            {
                modelName = value;
            }
            else
            {
                options = ExportSettings.Table.Apply(options, key, value);
            }
        }

        using var model = ModelArgument.LoadTrained(modelName, arguments.Task, options.Device, errors);
        var exporter = new Exporter(model, options) { Callbacks = callbacks.Open(model, errors) };
        var file = exporter.Run(cancellation);
        foreach (var warning in exporter.Warnings)
        {
            output.WriteLine($"warning: {warning}");
        }

        var megabytes = new FileInfo(file).Length / 1e6;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {exporter.Graph!.Nodes.Count} nodes, opset {exporter.Graph.Opset}, {megabytes:F1} MB"));
        if (exporter.LargestDifference is { } difference)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in ONNX Runtime the largest difference from the network is {difference:G2}"));
        }

        callbacks.Report(output);
        return 0;
    }
}
