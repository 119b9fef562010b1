namespace Yolo.Sources;

/// <summary>Something of a source that can be read apart from the others.</summary>
/// <param name="Path">Where it is, as results call it.</param>
/// <param name="IsSeries">Whether it is a video or a stream; what is behind a web address may be one.</param>
internal sealed record SourceUnit(string Path, bool IsSeries);
