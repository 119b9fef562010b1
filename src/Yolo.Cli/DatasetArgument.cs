using Yolo.Data;

namespace Yolo.Cli;

/// <summary>The setting <c>data</c>: what is missing is fetched before anything else is done, with progress.</summary>
internal static class DatasetArgument
{
    /// <summary>Reads the description, and fetches what it describes if that is missing.</summary>
    /// <param name="data">As it was named; null for the one that the model was trained on.</param>
    /// <param name="errors">For progress.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DatasetException">It is faulty, or missing and cannot be fetched.</exception>
    internal static void Fetch(string? data, TextWriter errors, CancellationToken cancellation)
    {
        if (data is not null)
        {
            DatasetSpec.Load(data, DatasetOptions.Default with { Report = line => errors.WriteLine($"yolo: {line}") }, cancellation);
        }
    }
}
