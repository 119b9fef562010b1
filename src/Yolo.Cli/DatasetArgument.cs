using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Tasks;

namespace Yolo.Cli;

/// <summary>The setting <c>data</c>: what is missing is fetched, with progress, before the run begins.</summary>
internal static class DatasetArgument
{
    /// <summary>Reads the description, and fetches what it describes if that is missing.</summary>
    /// <param name="data">As it was named; null for the one that the model was trained on.</param>
    /// <param name="model">The model, whose task says what a data set is.</param>
    /// <param name="errors">For progress.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DatasetException">It is faulty, or missing and cannot be fetched.</exception>
    internal static void Fetch(string? data, YoloModel model, TextWriter errors, CancellationToken cancellation)
    {
        if (data is not null)
        {
            DatasetSpec.Load(data, DatasetOptions.Default with { Labels = YoloTask.For(model.Form.Task).Labels, Report = line => errors.WriteLine($"yolo: {line}") }, cancellation);
        }
    }
}
