using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints;

/// <summary>A checkpoint file as it is, before anything is made of its contents. Holds no handle: nothing needs disposing.</summary>
internal sealed class CheckpointFile
{
    internal CheckpointFile(string path, CheckpointFormat format, long length)
    {
        Path = path;
        Format = format;
        Length = length;
    }

    /// <summary>The file, as the caller named it.</summary>
    public string Path { get; }

    /// <summary>The kind of file.</summary>
    public CheckpointFormat Format { get; }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>The graph of the pickle (<see cref="PickleObject"/> lists what may stand in it); of a safetensors file: the tensors by name.</summary>
    public object? Root { get; init; }

    /// <summary>Every tensor in the file, in order of appearance.</summary>
    public required IReadOnlyList<TensorData> Tensors { get; init; }

    /// <summary>The text metadata of a safetensors file; empty for others.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Classes and functions that the pickle names outside PyTorch's and Ultralytics' modules. None was loaded or called.</summary>
    public IReadOnlyList<string> UnknownClasses { get; init; } = [];
}
