using System.Globalization;
using Yolo.Checkpoints.Archive;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints;

/// <summary>Reads and writes the files of <c>torch.save</c>, without torch and without running anything of what they name.</summary>
internal static class TorchFile
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

    /// <summary>Writes a graph as <c>torch.save</c> would; the file appears under its name only when it is whole.</summary>
    /// <param name="path">Where to; replaced if there.</param>
    /// <param name="root">The graph: values as <see cref="PickleObject"/> lists them. Storages are written once each, whole.</param>
    /// <exception cref="CheckpointException">The file cannot be written, or the graph holds what a pickle cannot.</exception>
    public static void Write(string path, object? root) => Prepare(path, root, copies: false)();

    /// <summary>Does everything that takes the graph, and gives what writes the file.</summary>
    /// <param name="path">Where to; replaced if there.</param>
    /// <param name="root">The graph.</param>
    /// <param name="copies">Whether the storages are copied, so that what they are windows on may change before the file is written.</param>
    /// <exception cref="CheckpointException">The graph holds what a pickle cannot; when the file is written: that it cannot be.</exception>
    internal static Action Prepare(string path, object? root, bool copies)
    {
        var source = new CheckpointSource(path);
        var (pickle, storages) = PickleWriter.Write(root, source);
        IReadOnlyList<ReadOnlyMemory<byte>> contents = [.. storages.Select(storage => copies ? storage.Bytes.ToArray() : storage.Bytes)];
        var stem = Path.GetFileNameWithoutExtension(path) is { Length: > 0 } name ? name : "archive";
        return () => CheckpointOutput.Write(path, stream => WriteArchive(new ZipWriter(stream, source), stem, pickle.Span, contents));
    }

    private static void WriteArchive(ZipWriter archive, string stem, ReadOnlySpan<byte> pickle, IReadOnlyList<ReadOnlyMemory<byte>> storages)
    {
        archive.Add($"{stem}/{PickleEntry}", pickle);
        archive.Add($"{stem}/byteorder", "little"u8);
        for (var i = 0; i < storages.Count; i++)
        {
            archive.Add(string.Create(CultureInfo.InvariantCulture, $"{stem}/data/{i}"), storages[i].Span);
        }

        archive.Add($"{stem}/version", "3\n"u8);
        archive.Finish();
    }
}
