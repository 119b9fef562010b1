using Yolo.Onnx;

namespace Yolo.Engine;

/// <summary>Opens networks that were exported into files of ONNX.</summary>
internal static class ExportedLoader
{
    /// <summary>Whether a model is named that was exported.</summary>
    internal static bool IsExported(string model) => Path.GetExtension(model).Equals(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens it.</summary>
    /// <exception cref="ModelLoadException">It is not there, ONNX Runtime refuses it, or it does not say enough of itself.</exception>
    internal static OnnxModel Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelLoadException($"model={path} is not there.");
        }

        try
        {
            return OnnxModel.Open(path);
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
}
