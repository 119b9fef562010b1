using Yolo.Results;

namespace Yolo.Engine.Prediction;

/// <summary>Writes predictions.json as the objects come, so that an endless stream needs no more memory than a short one. The file appears when it is whole.</summary>
/// <param name="path">The file; its folder exists.</param>
internal sealed class RecordFile(string path) : IDisposable
{
    private readonly string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
    private StreamWriter? writer;
    private bool done;

    /// <summary>Adds objects.</summary>
    internal void Add(IEnumerable<PredictionRecord> records)
    {
        foreach (var record in records)
        {
            var isFirst = writer is null;
            Open().Write(isFirst ? "\n" : ",\n");
            Open().Write(record.Serialize());
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

    /// <summary>Completes the file with what was found so far.</summary>
    public void Dispose()
    {
        Finish();
        writer?.Dispose();
    }

    private StreamWriter Open()
    {
        if (writer is null)
        {
            writer = new StreamWriter(temporary) { NewLine = "\n" };
            writer.Write('[');
        }

        return writer;
    }
}
