namespace Yolo.Losses;

/// <summary>Cells of one level of a head that form a rectangle; right and bottom are the first beyond it.</summary>
internal readonly record struct CellRange(int Left, int Top, int Right, int Bottom)
{
    internal int Width => Math.Max(Right - Left, 0);

    internal int Count => Width * Math.Max(Bottom - Top, 0);
}
