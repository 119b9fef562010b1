namespace Yolo.Sources;

/// <summary>A picture, video or stream that could not be read, or not to its end; the others went on.</summary>
/// <param name="Path">Which one. Credentials in addresses are left out.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record SourceFailure(string Path, string Reason);
