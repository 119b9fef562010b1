using Yolo.Cli.Display;
using Yolo.Engine;
using Yolo.Engine.Distributed;
using Yolo.Engine.Inference;
using Yolo.Runtime.Kernels;
using static TorchSharp.torch;

namespace Yolo.Cli;

/// <summary>The setting <c>model</c>, which every mode has.</summary>
internal static class ModelArgument
{
    // What the reference takes where no model is named, by task.
    private const string Usual = "yolo26n";

    private static readonly Dictionary<string, string> Endings = new(StringComparer.Ordinal)
    {
        ["segment"] = "-seg",
        ["classify"] = "-cls",
        ["pose"] = "-pose",
        ["obb"] = "-obb",
    };

    /// <summary>Loads a model to be used as it is; the caller disposes it. Says so where its weights are random.</summary>
    /// <param name="name">As <see cref="Load"/> takes it.</param>
    /// <param name="task">The task that was named, if any.</param>
    /// <param name="device">Where it will run; null for the processor.</param>
    /// <param name="terminal">Where it says so.</param>
    /// <param name="onnx">As <see cref="Load"/> takes it.</param>
    /// <param name="data">A data set that names the classes where nothing else does.</param>
    internal static YoloModel LoadTrained(string? name, string? task, Device? device, Terminal terminal, OnnxOptions? onnx = null, string? data = null)
    {
        onnx ??= new();
        var model = Load(name, task, device, terminal, onnx with { Data = onnx.Data ?? data });
        if (model.RandomWeights is { } random)
        {
            terminal.Warn(random);
        }

        string[] idle = model.IsExported ? [] : [.. Idle(onnx)];
        if (idle.Length > 0)
        {
            terminal.Warn($"{string.Join(", ", idle)}: changes nothing, since {name} says so itself.");
        }
        else if (onnx.Keypoints is not null && model.Task != "pose")
        {
            terminal.Warn($"kpt_shape: changes nothing, since {name} is for the task '{model.Task}'.");
        }

        return model;
    }

    /// <summary>Says so where settings of ONNX Runtime are asked for, and libtorch computes.</summary>
    /// <param name="onnx">The settings.</param>
    /// <param name="engine">What computes.</param>
    /// <param name="terminal">Where it says so.</param>
    internal static void SayIdle(OnnxOptions onnx, EngineKind engine, Terminal terminal)
    {
        var usual = new OnnxOptions();
        if (engine == EngineKind.Torch && (onnx.Threads != usual.Threads || onnx.Optimization != usual.Optimization))
        {
            terminal.Warn("threads and graph_optimization are of ONNX Runtime; with engine=torch they change nothing (OMP_NUM_THREADS in the environment sets libtorch's threads).");
        }
    }

    // What only a file of ONNX may have to be told.
    private static IEnumerable<string> Idle(OnnxOptions onnx)
    {
        if (onnx.Names is not null)
        {
            yield return "names";
        }

        if (onnx.Keypoints is not null)
        {
            yield return "kpt_shape";
        }

        if (onnx.Data is not null)
        {
            yield return "data";
        }
    }

    /// <summary>Loads the model; the caller disposes it.</summary>
    /// <param name="name">A checkpoint or a description; null for the smallest published one of the task.</param>
    /// <param name="task">The task that was named, if any.</param>
    /// <param name="device">Where it will run; null for the processor.</param>
    /// <param name="terminal">Where a download says how far it has come.</param>
    /// <param name="onnx">How ONNX Runtime computes it, and what a file of ONNX does not say of itself; null for the defaults.</param>
    /// <exception cref="UsageException">It is for another task.</exception>
    /// <exception cref="Yolo.Engine.Settings.SettingException">The device is not there.</exception>
    /// <exception cref="Yolo.Runtime.Mpi.MpiException">The process was started as one of several, and there is no MPI library.</exception>
    /// <exception cref="WrongKernelsException">It will run on the processor, on which libtorch miscalculates: nothing is written yet.</exception>
    internal static YoloModel Load(string? name, string? task, Device? device, Terminal terminal, OnnxOptions? onnx = null)
    {
        // Ranks meet for the sake of GPUs alone: on a processor that miscalculates the program starts again, which it cannot do once they have met.
        device = device is { type: TorchSharp.DeviceType.CUDA, index: < 0 } ? World.Current.DeviceOf(device) : device;
        var isExported = name is not null && ExportedLoader.IsExported(name);
        if (!isExported)
        {
            Devices.Require(device);
        }

        if (name is null)
        {
            name = $"{Usual}{Endings.GetValueOrDefault(task ?? "", "")}.pt";
            terminal.Note($"no model was named; model={name} is taken.");
        }

        terminal.Begin($"Loading {name}");
        var model = new YoloModel(name, (onnx ?? new()) with { Task = task }, new DownloadPrinter(terminal));
        terminal.Done();
        try
        {
            if (task is not null && task != model.Task)
            {
                throw new UsageException($"The model is for the task '{model.Task}', not for '{task}'.");
            }

            if (model.RequireRightKernels(device) && RememberedLevel.Taken is { } level)
            {
                terminal.Note($"on this processor libtorch's fastest kernels miscalculate; {ProcessorTrial.Variable}={level} is taken, as a trial found within the last day.");
            }

            return isExported && device is not null ? model.To(device) : model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
