namespace Yolo.Checkpoints.Pickle;

/// <summary>What a pickle held.</summary>
/// <param name="Root">The object at its end.</param>
/// <param name="UnknownGlobals">Classes and functions that it names outside the known families, in order of appearance.</param>
internal sealed record PickleGraph(object? Root, IReadOnlyList<PickleGlobal> UnknownGlobals);
