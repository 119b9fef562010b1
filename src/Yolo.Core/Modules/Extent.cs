using System.Globalization;

namespace Yolo.Modules;

/// <summary>A height and a width in pixels or cells: of a kernel, a stride, a padding. An integer converts to a square one.</summary>
/// <param name="Height">Along the second to last dimension.</param>
/// <param name="Width">Along the last dimension.</param>
public readonly record struct Extent(int Height, int Width)
{
    /// <summary>The same number both ways.</summary>
    public static implicit operator Extent(int both) => new(both, both);

    /// <summary>Half of what the kernel spans, cut to an integer: for odd kernels the padding that keeps the size at stride 1.</summary>
    /// <param name="dilation">Cells between neighbours of the kernel, from 1.</param>
    public Extent SamePadding(int dilation = 1) => new(Half(Height, dilation), Half(Width, dilation));

    /// <inheritdoc/>
    public override string ToString() => Height == Width
        ? Height.ToString(CultureInfo.InvariantCulture)
        : FormattableString.Invariant($"{Height}×{Width}");

    internal (long Height, long Width) ToTuple() => (Height, Width);

    private static int Half(int size, int dilation) => ((dilation * (size - 1)) + 1) / 2;
}
