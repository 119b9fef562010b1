using Yolo.Cli.Display;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Distributed;
using Yolo.Engine.Tasks;

namespace Yolo.Cli;

/// <summary>The setting <c>data</c>: what is missing is fetched, with progress, before the run begins.</summary>
internal static class DatasetArgument
{
    /// <summary>Reads the description, and fetches what it describes if that is missing.</summary>
    /// <param name="data">As it was named; null for the one that the model was trained on.</param>
    /// <param name="model">The model, whose task says what a data set is.</param>
    /// <param name="terminal">For progress.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DatasetException">It is faulty, or missing and cannot be fetched.</exception>
    internal static void Fetch(string? data, YoloModel model, Terminal terminal, CancellationToken cancellation)
    {
        if (data is not null)
        {
            var options = DatasetOptions.Default with { Labels = YoloTask.For(model.Form.Task).Labels };
            options = terminal.IsScreen ? options with { Progress = terminal } : options with { Report = terminal.Note };
            World.Current.FirstOfHostBeforeOthers(() => DatasetSpec.Load(data, options, cancellation));
            terminal.Done();
        }
    }
}
