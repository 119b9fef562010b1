using System.Globalization;
using Yolo.Cli.Display;
using Yolo.Engine.Exporting;

namespace Yolo.Cli;

/// <summary><c>yolo export model=… format=onnx</c>: writes a model for another runtime.</summary>
internal static class ExportCommand
{
    internal static int Run(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        var filling = new Filling<ExportOptions>(ExportSettings.Table, terminal);
        filling.Take(rest);
        var options = filling.Options;
        using var model = ModelArgument.LoadTrained(filling.Model, arguments.Task, options.Device, terminal);
        var shown = filling.Verbose ? terminal : terminal.Muted();
        RunHeader.Show(shown, "export", model, filling.Changed(options), options.Device);
        var exporter = new Exporter(model, options) { Callbacks = callbacks.Open(model, terminal), Progress = shown };
        var file = exporter.Run(cancellation);
        shown.Done();
        foreach (var warning in exporter.Warnings)
        {
            terminal.Warn(warning);
        }

        var megabytes = new FileInfo(file).Length / 1e6;
        shown.Line(string.Create(CultureInfo.InvariantCulture, $"{file}: {exporter.Graph!.Nodes.Count} nodes, opset {exporter.Graph.Opset}, {megabytes:F1} MB"));
        if (exporter.LargestDifference is { } difference)
        {
            shown.Line(string.Create(CultureInfo.InvariantCulture, $"in ONNX Runtime the largest difference from the network is {difference:G2}"));
        }

        shown.Next(NextCommand.Of("predict", $"model={ShortPath.Of(file)}", "source=pictures/"));
        callbacks.Report(shown);
        return 0;
    }
}
