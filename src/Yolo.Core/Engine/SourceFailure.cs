namespace Yolo.Engine;

/// <summary>A picture that could not be read; the others went on.</summary>
/// <param name="Path">Which picture.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record SourceFailure(string Path, string Reason);
