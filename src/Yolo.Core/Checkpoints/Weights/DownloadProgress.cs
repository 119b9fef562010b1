namespace Yolo.Checkpoints.Weights;

/// <summary>How far a download has come.</summary>
/// <param name="Name">The file.</param>
/// <param name="Received">Bytes that are here, those of an earlier attempt among them.</param>
/// <param name="Total">Bytes in all, or null where the server does not say.</param>
public readonly record struct DownloadProgress(string Name, long Received, long? Total)
{
    /// <summary>What users should know about the file, in whole sentences; the last report alone can have it.</summary>
    public string? Warning { get; init; }
}
