using Yolo.Checkpoints.Pickle;
using Yolo.Checkpoints.Safetensors;

namespace Yolo.Checkpoints;

/// <summary>Reads weights from whatever file users have: an Ultralytics <c>.pt</c>, a plain state dict, a <c>.safetensors</c>.</summary>
internal static class CheckpointReader
{
    /// <summary>Reads a file; its contents decide what it is, not its name.</summary>
    /// <exception cref="CheckpointException">It is missing, damaged, hostile, or holds no weights.</exception>
    public static Checkpoint Read(string path) => Read(CheckpointBytes.Read(path), path);

    /// <summary>Reads a file that lies in memory.</summary>
    /// <param name="data">Its bytes; must not change while the result is in use.</param>
    /// <param name="name">How errors are to name it.</param>
    /// <exception cref="CheckpointException">As for the other overload.</exception>
    public static Checkpoint Read(ReadOnlyMemory<byte> data, string name)
    {
        var file = SafetensorsFile.IsLikely(data.Span) ? SafetensorsFile.Read(data, name) : TorchFile.Read(data, name);
        var (weights, source) = CheckpointContents.Find(file);
        if (source is PickleDictionary tensors)
        {
            var stateDict = CheckpointContents.StateDict(tensors, file);
            return new Checkpoint(file, stateDict, null, SummaryReader.Read(file, weights, null));
        }

        var modules = ModuleTree.Read((PickleObject)source, file);
        return new Checkpoint(file, modules.StateDict, modules, SummaryReader.Read(file, weights, modules));
    }
}
