using Yolo.Data.Augmentations;
using Yolo.Data.Labels;
using Yolo.Geometry;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>Fills the outlines of labels into masks: at the pixels of the input first, then on a coarser grid, as training has them.</summary>
/// <param name="width">Width of the input in pixels.</param>
/// <param name="height">Height of the input in pixels.</param>
/// <param name="ratio">Pixels for one cell, along both axes.</param>
/// <param name="overlap">Whether a cell belongs to the smallest of the objects that cover it; otherwise to all of them.</param>
internal sealed class LabelMasks(int width, int height, int ratio, bool overlap)
{
    private readonly bool[] pixels = new bool[width * height];
    private readonly MaskAxis across = new(width / ratio, ratio, 0, 0, width);
    private readonly MaskAxis down = new(height / ratio, ratio, 0, 0, height);

    /// <summary>The masks of a picture's objects, in their order; null of objects without an outline.</summary>
    internal CellMask?[] Draw(IReadOnlyList<ObjectLabel> objects, InputPlacement place)
    {
        var masks = new bool[]?[objects.Count];
        for (var i = 0; i < masks.Length; i++)
        {
            if (!objects[i].Polygon.IsEmpty)
            {
                pixels.AsSpan().Clear();
                PolygonRaster.Fill(pixels, width, place.Place(PolygonSampling.Resample(objects[i].Polygon.Span), dimensions: 2));
                masks[i] = Shrink();
            }
        }

        if (overlap)
        {
            Separate([.. masks.OfType<bool[]>()]);
        }

        return Array.ConvertAll(masks, cells => cells is null ? null : new CellMask(width / ratio, height / ratio, 0, 0, width / ratio, cells));
    }

    // Bilinear, and rounded as for bytes: a cell of which half is covered belongs to the object.
    private bool[] Shrink()
    {
        var (columns, rows) = (width / ratio, height / ratio);
        var cells = new bool[columns * rows];
        for (var y = 0; y < rows; y++)
        {
            var (row, below, shareY) = down[y];
            for (var x = 0; x < columns; x++)
            {
                var (column, right, shareX) = across[x];
                cells[(y * columns) + x] = ((1 - shareY) * Mix(row, column, right, shareX)) + (shareY * Mix(below, column, right, shareX)) >= 0.5f;
            }
        }

        return cells;
    }

    private float Mix(int row, int column, int right, float share) =>
        (pixels[(row * width) + column] ? 1 - share : 0) + (pixels[(row * width) + right] ? share : 0);

    // The largest first: what comes later lies on top.
    private static void Separate(bool[][] masks)
    {
        var owners = new bool[]?[masks.Length == 0 ? 0 : masks[0].Length];
        foreach (var mask in masks.OrderByDescending(cells => cells.AsSpan().Count(true)))
        {
            for (var cell = 0; cell < owners.Length; cell++)
            {
                owners[cell] = mask[cell] ? mask : owners[cell];
            }
        }

        foreach (var mask in masks)
        {
            for (var cell = 0; cell < owners.Length; cell++)
            {
                mask[cell] = ReferenceEquals(owners[cell], mask);
            }
        }
    }
}
