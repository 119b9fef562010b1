using System.Globalization;
using Spectre.Console;
using TorchSharp;
using Yolo.Engine;

namespace Yolo.Cli.Display;

/// <summary>The first lines of a run on a screen: what computes where, and what is not as by default.</summary>
internal static class RunHeader
{
    private static readonly Style Title = new(decoration: Decoration.Bold);

    /// <summary>Shows them; where the terminal is no screen, nothing.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="mode">What is done.</param>
    /// <param name="model">The model.</param>
    /// <param name="changed">The settings that are not as by default.</param>
    /// <param name="device">Where it runs; null for where the model is.</param>
    internal static void Show(Terminal terminal, string mode, YoloModel model, IEnumerable<string> changed, torch.Device? device = null)
    {
        if (!terminal.IsScreen)
        {
            return;
        }

        terminal.Done();
        terminal.Show(new StyledLine(StyledLine.Part($"yolo {mode}", Title), StyledLine.Part($" {ProgramVersion.Text}, {Engine(model)}")));
        terminal.Fact("device", DeviceName.Of(device ?? model.Device));
        if (mode != "train")
        {
            terminal.Place("model", $"{ShortPath.Of(model.Source)}, {model.Task}, {ClassCount(model)}");
        }

        // The data set stands in a line of its own.
        if (string.Join(' ', changed.Where(setting => !(mode is "train" or "val" && setting.StartsWith("data=", StringComparison.Ordinal)))) is { Length: > 0 } settings)
        {
            terminal.Fact("settings", settings);
        }
    }

    private static string Engine(YoloModel model) => model.IsExported
        ? "ONNX Runtime"
        : string.Create(CultureInfo.InvariantCulture, $"torch {torch.__version__}, {torch.get_num_threads()} {(torch.get_num_threads() == 1 ? "thread" : "threads")}");

    private static string ClassCount(YoloModel model) => string.Create(CultureInfo.InvariantCulture, $"{model.Names.Count} {(model.Names.Count == 1 ? "class" : "classes")}");
}
