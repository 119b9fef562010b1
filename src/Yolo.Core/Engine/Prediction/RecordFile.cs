using System.Globalization;
using Yolo.Engine.Distributed;
using Yolo.Results;

namespace Yolo.Engine.Prediction;

/// <summary>
/// Writes predictions.json as the objects come, so that an endless stream needs no more memory than a short one. The file appears when it is whole. Of
/// several ranks each writes a file of its own, which rank 0 takes into its own at the end.
/// </summary>
/// <param name="path">The file; its folder exists.</param>
internal sealed class RecordFile(string path) : IDisposable
{
    private const string Beginning = "[\n";

    private readonly string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
    private StreamWriter? writer;
    private bool done;

    /// <summary>That of a rank: predictions.json of the first; what another leaves behind when the run is abandoned, bears its number.</summary>
    internal static RecordFile In(string directory, int rank) =>
        new(Path.Combine(directory, rank == 0 ? "predictions.json" : string.Create(CultureInfo.InvariantCulture, $"predictions.rank{rank}.json")));

    /// <summary>Adds objects.</summary>
    internal void Add(IEnumerable<PredictionRecord> records)
    {
        foreach (var record in records)
        {
            Separate();
            Open().Write(record.Serialize());
        }
    }

    /// <summary>Takes the objects of all ranks into the file of the first; those of others end.</summary>
    internal void Unite(World world)
    {
        if (!world.HasOthers)
        {
            return;
        }

        using (var part = world.IsFirst ? null : EndPart())
        {
            SharedFile.Collect(world, part, Separate, Append);
        }

        if (!world.IsFirst)
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Completes the file.</summary>
    internal void Finish()
    {
        if (done)
        {
            return;
        }

        done = true;
        Open().Write("\n]\n");
        Open().Dispose();
        AtomicFile.Replace(temporary, path);
    }

    /// <summary>Completes the file with what was found so far, if anything was.</summary>
    public void Dispose()
    {
        if (writer is not null)
        {
            Finish();
            writer.Dispose();
        }
    }

    private void Separate()
    {
        var isFirst = writer is null;
        Open().Write(isFirst ? Beginning[1..] : ",\n");
    }

    private void Append(byte[] text)
    {
        Open().Flush();
        Open().BaseStream.Write(text);
    }

    // The objects alone, without what begins a file; null if there are none.
    private FileStream? EndPart()
    {
        done = true;
        if (writer is null)
        {
            return null;
        }

        writer.Dispose();
        return new FileStream(temporary, FileMode.Open, FileAccess.Read) { Position = Beginning.Length };
    }

    private StreamWriter Open()
    {
        if (writer is null)
        {
            writer = new StreamWriter(temporary) { NewLine = "\n" };
            writer.Write(Beginning[0]);
        }

        return writer;
    }
}
