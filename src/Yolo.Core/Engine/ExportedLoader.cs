using Yolo.Data;
using Yolo.Engine.Settings;
using Yolo.Engine.Tasks;
using Yolo.Models;
using Yolo.Onnx;

namespace Yolo.Engine;

/// <summary>Opens networks that were exported into files of ONNX.</summary>
internal static class ExportedLoader
{
    /// <summary>Whether a model is named that was exported.</summary>
    internal static bool IsExported(string model) => Path.GetExtension(model).Equals(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens it.</summary>
    /// <exception cref="SettingException">A setting is out of its range, or the file is for another task.</exception>
    /// <exception cref="ModelLoadException">It is not there, ONNX Runtime refuses it, or it does not say enough of itself.</exception>
    /// <param name="path">The file.</param>
    /// <param name="options">How, and what it does not say of itself.</param>
    /// <param name="gpu">The GPU that computes, by its number; null: the processor.</param>
    internal static OnnxModel Open(string path, OnnxOptions options, int? gpu = null)
    {
        _ = OnnxSettings.Table.Require(options);
        if (!File.Exists(path))
        {
            throw new ModelLoadException(Directory.Exists(path) ? $"model={path} is a folder." : $"model={path} is not there.");
        }

        if (RegularFile.HoldsNothing(path))
        {
            throw new ModelLoadException($"model={path} is empty, or a pipe, socket or device, which is not read.");
        }

        var hints = Hints(options);
        try
        {
            var model = OnnxModel.Open(path, hints, options.ThreadCount, options.Optimization, gpu);
            if (hints.Task is { } task && task != model.Form.Task)
            {
                model.Dispose();
                throw new SettingException($"task={SettingText.Choice(task)} cannot be honoured: {path} is for the task '{SettingText.Choice(model.Form.Task)}'.");
            }

            return model;
        }
        catch (OnnxSessionException error) when (error.LacksGpus)
        {
            throw new SettingException(FormattableString.Invariant($"device={gpu} cannot be honoured for {path}: {error.Message}. Leave device out, or name the checkpoint, which libtorch computes there."));
        }
        catch (OnnxSessionException error)
        {
            throw new ModelLoadException(error.IsMissing
                ? $"{path} cannot be opened, because ONNX Runtime does not load: {error.Message}"
                : $"ONNX Runtime refuses {path}: {error.Message}", error);
        }
        catch (FormatException error)
        {
            throw new ModelLoadException($"{path} cannot be used as a model: {error.Message}", error);
        }
    }

    private static OnnxHints Hints(OnnxOptions options) => new()
    {
        Task = options.Task is { } task ? SettingText.Choice<ModelTask>("task", task) : null,
        Names = options.Names,
        NamesOtherwise = task => options.Data is { } data ? DatasetSpec.Load(data, DatasetOptions.Default with { Labels = YoloTask.For(task).Labels }).Names : null,
        Keypoints = options.Keypoints,
    };
}
