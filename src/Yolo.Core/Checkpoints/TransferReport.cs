namespace Yolo.Checkpoints;

/// <summary>What became of the tensors of a checkpoint when they met a network.</summary>
/// <param name="Matched">Keys that were copied.</param>
/// <param name="Missing">Keys of the network that the checkpoint does not have: they kept what they had.</param>
/// <param name="LeftOver">Keys of the checkpoint that the network does not have.</param>
/// <param name="OtherShape">Keys that both have in different shapes, with the shapes: the network's kept what it had.</param>
public sealed record TransferReport(
    IReadOnlyList<string> Matched, IReadOnlyList<string> Missing, IReadOnlyList<string> LeftOver, IReadOnlyList<string> OtherShape)
{
    /// <summary>Whether the network took all of its weights from the checkpoint.</summary>
    public bool IsComplete => Missing.Count == 0 && OtherShape.Count == 0;

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Matched.Count} of {Matched.Count + Missing.Count + OtherShape.Count} tensors transferred")
        + Part("missing", Missing) + Part("of another shape", OtherShape) + Part("left over", LeftOver);

    private static string Part(string what, IReadOnlyList<string> keys)
    {
        const int shown = 3;
        return keys.Count == 0
            ? string.Empty
            : FormattableString.Invariant($"; {keys.Count} {what} ({string.Join(", ", keys.Take(shown))}{(keys.Count > shown ? ", …" : string.Empty)})");
    }
}
