namespace Yolo.Sources;

/// <summary>Something that could not be read, or not to its end.</summary>
/// <param name="Path">Which one.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record FailedItem(string Path, string Reason) : SourceItem(Path);
