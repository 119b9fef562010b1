namespace Yolo.Imaging.Kernels;

/// <summary>Gives the rows of what is warped, which need not lie anywhere as a whole.</summary>
internal interface IWarpRows
{
    /// <summary>Width in pixels.</summary>
    int Width { get; }

    /// <summary>Height in pixels.</summary>
    int Height { get; }

    /// <summary>A part of a row.</summary>
    /// <param name="y">Row, from the top.</param>
    /// <param name="first">The first column.</param>
    /// <param name="end">The column after the last.</param>
    /// <param name="spare">Memory to put the part together in, where it does not lie ready.</param>
    ReadOnlySpan<byte> Row(int y, int first, int end, Span<byte> spare);
}
