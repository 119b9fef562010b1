namespace Yolo.Export;

/// <summary>What is known of a value without running the graph.</summary>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its shape, <see cref="OnnxValue.Unknown"/> where it varies.</param>
/// <param name="Numbers">Its numbers, if they are whole and constant.</param>
internal sealed record OnnxFact(OnnxType Type, IReadOnlyList<long> Shape, IReadOnlyList<long>? Numbers = null)
{
    public int Rank => Shape.Count;

    public long this[int axis] => Shape[axis];

    /// <summary>Whether shapes could be the same.</summary>
    public bool Agrees(OnnxFact other) => Rank == other.Rank && Shape.Zip(other.Shape).All(sides => sides.First == sides.Second || sides.First < 0 || sides.Second < 0);

    public override string ToString() => $"{Type} [{string.Join(", ", Shape.Select(side => side < 0 ? "?" : FormattableString.Invariant($"{side}")))}]";
}
