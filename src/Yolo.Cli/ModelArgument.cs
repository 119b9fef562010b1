using TorchSharp;
using Yolo.Engine;
using Yolo.Runtime.Kernels;
using static TorchSharp.torch;

namespace Yolo.Cli;

/// <summary>The setting <c>model</c>, which every mode has.</summary>
internal static class ModelArgument
{
    /// <summary>Loads a model to be used as it is; the caller disposes it. Says so where its weights are random.</summary>
    /// <inheritdoc cref="Load"/>
    internal static YoloModel LoadTrained(string? name, string? task, Device? device, TextWriter errors)
    {
        var model = Load(name, task, device, errors);
        if (!model.HasWeights)
        {
            errors.WriteLine($"yolo: {name} describes a network and has no weights: they are random, and so is what comes of them. Train it, or name a checkpoint (model=weights.pt).");
        }

        return model;
    }

    /// <summary>Loads the model; the caller disposes it.</summary>
    /// <param name="name">A checkpoint or a description; null if none was named.</param>
    /// <param name="task">The task that was named, if any.</param>
    /// <param name="device">Where it will run; null for the processor.</param>
    /// <param name="errors">Where a download says how far it has come.</param>
    /// <exception cref="UsageException">No model was named, or it is for another task.</exception>
    /// <exception cref="WrongKernelsException">It will run on the processor, on which libtorch miscalculates: nothing is written yet.</exception>
    internal static YoloModel Load(string? name, string? task, Device? device, TextWriter errors)
    {
        var model = new YoloModel(name ?? throw new UsageException("Say which model: model=path/to/weights.pt"), new DownloadPrinter(errors));
        try
        {
            if (task is not null && task != model.Task)
            {
                throw new UsageException($"The model is for the task '{model.Task}', not for '{task}'.");
            }

            if (device is null || device.type == DeviceType.CPU)
            {
                ProcessorTrial.Require();
            }

            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
