using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints.Safetensors;

/// <summary>Reads and writes <c>.safetensors</c> files.</summary>
internal static class SafetensorsFile
{
    private const int PrefixSize = sizeof(ulong);

    /// <summary>Reads a file.</summary>
    /// <returns>Its tensors, also by name as <see cref="CheckpointFile.Root"/>, and its metadata.</returns>
    /// <exception cref="CheckpointException">It is missing or damaged, or holds element types that are not supported.</exception>
    public static CheckpointFile Read(string path) => Read(CheckpointBytes.Read(path), path);

    /// <summary>Reads a file that lies in memory.</summary>
    /// <param name="data">Its bytes; must not change while the result is in use.</param>
    /// <param name="name">How errors are to name it.</param>
    /// <exception cref="CheckpointException">As for the other overload.</exception>
    public static CheckpointFile Read(ReadOnlyMemory<byte> data, string name)
    {
        var header = SafetensorsHeader.Read(data, new CheckpointSource(name));
        var root = new PickleDictionary(isOrdered: true);
        var tensors = new List<TensorData>(header.Tensors.Count);
        foreach (var (key, tensor) in header.Tensors)
        {
            tensors.Add(tensor);
            root.Add(key, tensor);
        }

        return new CheckpointFile(name, CheckpointFormat.Safetensors, data.Length) { Root = root, Tensors = tensors, Metadata = header.Metadata };
    }

    /// <summary>Writes tensors and metadata; the file appears under its name only when it is whole.</summary>
    /// <param name="path">Where to; replaced if there.</param>
    /// <param name="tensors">Tensors by name. Shared ones are written once per name, strided ones row by row.</param>
    /// <param name="metadata">Text by name, or null.</param>
    /// <exception cref="CheckpointException">The file cannot be written, or a name is repeated or reserved.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, TensorData>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var layout = new SafetensorsLayout(tensors, metadata, new CheckpointSource(path));
        CheckpointOutput.Write(path, layout.WriteTo);
    }

    /// <summary>Whether bytes start as such a file does: a length, then a JSON object.</summary>
    internal static bool IsLikely(ReadOnlySpan<byte> data) => data.Length > PrefixSize && data[PrefixSize] == '{' && !data.StartsWith("PK"u8);
}
