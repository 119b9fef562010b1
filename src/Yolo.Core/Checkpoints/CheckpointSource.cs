namespace Yolo.Checkpoints;

/// <summary>Names the part of a file that is being read, for errors.</summary>
/// <param name="File">The file, as the caller named it.</param>
/// <param name="Entry">The part of it, or null for the file itself.</param>
internal sealed record CheckpointSource(string File, string? Entry = null)
{
    internal const string Damaged = "The file is damaged or was cut short: copy or download it again";

    internal const string Resave = "Load it with the program that wrote it and save it again with torch.save of a current PyTorch";

    internal CheckpointException Error(long? offset, string what, string remedy = Damaged, Exception? inner = null) =>
        new(File, Entry, offset, what, remedy + ".", inner);
}
