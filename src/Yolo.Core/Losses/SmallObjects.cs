namespace Yolo.Losses;

/// <summary>The rule for objects that are smaller than a cell of the finest level.</summary>
/// <param name="Smallest">Sides shorter than this many pixels are stretched.</param>
/// <param name="Size">To so many pixels.</param>
internal readonly record struct SmallObjects(float Smallest, float Size)
{
    /// <summary>The rule for a head.</summary>
    /// <param name="strides">Pixels for one cell of each level.</param>
    internal static SmallObjects Limits(IReadOnlyList<double> strides) => new((float)strides[0], (float)strides[Math.Min(1, strides.Count - 1)]);

    /// <summary>The length that counts for a side.</summary>
    internal float Stretch(float side) => side < Smallest ? Size : side;
}
