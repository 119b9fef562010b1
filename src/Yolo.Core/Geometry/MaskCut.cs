namespace Yolo.Geometry;

/// <summary>
/// How masks are cut at the edges of their boxes, along one axis: what lies from the first edge to below the second stays. As in the reference, the
/// edges of few masks on a processor are rounded first, half to even; of many, and on a GPU, they are not.
/// </summary>
internal readonly record struct MaskCut
{
    // The reference's number.
    private const int FewMasks = 50;

    private readonly bool isRounded;

    /// <summary>The rule for the masks of one picture.</summary>
    /// <param name="masks">How many there are.</param>
    /// <param name="onProcessor">Whether the network runs there.</param>
    internal MaskCut(int masks, bool onProcessor) => isRounded = onProcessor && masks < FewMasks;

    /// <summary>The first cell that stays, and one behind the last; none where the second edge is not behind the first.</summary>
    /// <param name="first">Left or upper edge in cells.</param>
    /// <param name="end">Right or lower edge.</param>
    internal (int First, int End) Cells(float first, float end) => (Edge(first), Edge(end));

    private int Edge(float place) => (int)(isRounded ? MathF.Round(place) : MathF.Ceiling(place));
}
