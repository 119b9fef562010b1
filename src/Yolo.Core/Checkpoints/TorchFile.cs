using Yolo.Checkpoints.Archive;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints;

/// <summary>Reads and writes the files of <c>torch.save</c>, without torch and without running anything of what they name.</summary>
public static class TorchFile
{
    private const string PickleEntry = "data.pkl";

    /// <summary>Reads a file into an inert graph.</summary>
    /// <exception cref="CheckpointException">It is missing, damaged, hostile, of another kind, big endian, or of a version before 1.6.</exception>
    public static CheckpointFile Read(string path) => Read(CheckpointBytes.Read(path), path);

    /// <summary>Reads a file that lies in memory.</summary>
    /// <param name="data">Its bytes; must not change while the result is in use.</param>
    /// <param name="name">How errors are to name it.</param>
    /// <exception cref="CheckpointException">As for the other overload.</exception>
    public static CheckpointFile Read(ReadOnlyMemory<byte> data, string name)
    {
        var source = new CheckpointSource(name);
        var budget = new MemoryBudget(data.Length, source);
        var archive = TorchArchive.Open(data, source, budget);
        var symbols = new TorchSymbols((key, _) => archive.Read($"data/{key}"));
        var graph = PickleReader.Read(archive.Read(PickleEntry), source with { Entry = PickleEntry }, budget, symbols);
        return new CheckpointFile(name, CheckpointFormat.Torch, data.Length)
        {
            Root = graph.Root,
            Tensors = symbols.Tensors,
            UnknownClasses = [.. graph.UnknownGlobals.Select(global => Printable.Text(global.FullName))],
        };
    }
}
