namespace Yolo.Checkpoints;

/// <summary>
/// Keeps what is built from a file in proportion to it. A pickle can ask for any amount of memory in a few bytes (nested copies,
/// expanded tensors, lists of lists), so everything built is charged here, by an estimate of its size.
/// </summary>
internal sealed class MemoryBudget(long fileLength, CheckpointSource source)
{
    /// <summary>Enough for the graph of any honest model: that of yolo26n takes about 2 MiB.</summary>
    internal const long Allowance = 16 << 20;

    private long _left = Allowance + fileLength;

    internal void Charge(long bytes)
    {
        if (bytes > _left)
        {
            throw source.Error(null, "what it describes would take far more memory than the file is long",
                "No honest checkpoint does that: do not trust the file, or save it again from its origin");
        }

        _left -= bytes;
    }
}
