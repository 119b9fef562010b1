using Yolo.Engine;

namespace Yolo.Cli;

/// <summary>The setting <c>model</c>, which every mode has.</summary>
internal static class ModelArgument
{
    /// <summary>Loads the model; the caller disposes it.</summary>
    /// <param name="name">A checkpoint or a description; null if none was named.</param>
    /// <param name="task">The task that was named, if any.</param>
    /// <param name="errors">Where a download says how far it has come.</param>
    /// <exception cref="UsageException">No model was named, or it is for another task.</exception>
    internal static YoloModel Load(string? name, string? task, TextWriter errors)
    {
        var model = new YoloModel(name ?? throw new UsageException("Say which model: model=path/to/weights.pt"), new DownloadPrinter(errors));
        if (task is null || task == model.Task)
        {
            return model;
        }

        var actual = model.Task;
        model.Dispose();
        throw new UsageException($"The model is for the task '{actual}', not for '{task}'.");
    }
}
