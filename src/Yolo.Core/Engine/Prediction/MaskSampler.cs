using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Engine.Prediction;

/// <summary>Samples mixtures of prototypes at the pixels of a picture.</summary>
/// <param name="rows">Rows of the prototypes.</param>
/// <param name="columns">Columns of the prototypes.</param>
/// <param name="inputRows">Rows of the network's input.</param>
/// <param name="transform">How the picture lies in the input.</param>
/// <param name="picture">The picture.</param>
internal sealed class MaskSampler(int rows, int columns, int inputRows, LetterboxTransform transform, Image picture)
{
    // Cells of the prototypes for one pixel of the input.
    private readonly float scale = (float)rows / inputRows;

    /// <summary>Numbers of a mixture.</summary>
    internal int Length => rows * columns;

    /// <summary>The mask of one object.</summary>
    /// <param name="mixture">[rows, columns], positive where the object is.</param>
    /// <param name="box">Its box in pixels of the input.</param>
    /// <param name="sharp">Cut at the box's edges to the pixel; otherwise at the edges of the cells, as the reference does unless told otherwise.</param>
    internal Mask Sample(ReadOnlySpan<float> mixture, Box box, bool sharp)
    {
        var cells = new Box(box.X1 * scale, box.Y1 * scale, box.X2 * scale, box.Y2 * scale);
        // A cell reaches half a cell beyond its neighbours' centres.
        var margin = sharp ? 0 : 1.5f / scale;
        var reach = transform.ToPicture(new Box(box.X1 - margin, box.Y1 - margin, box.X2 + margin, box.Y2 + margin)).Clip(picture.Width, picture.Height);
        var (left, top) = ((int)MathF.Floor(reach.X1), (int)MathF.Floor(reach.Y1));
        var (width, height) = ((int)MathF.Ceiling(reach.X2) - left, (int)MathF.Ceiling(reach.Y2) - top);
        var pixels = new bool[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (inputX, inputY) = (((left + x + 0.5f) * transform.Gain) + transform.PadX, ((top + y + 0.5f) * transform.Gain) + transform.PadY);
                pixels[(y * width) + x] = sharp
                    ? inputX >= box.X1 && inputX < box.X2 && inputY >= box.Y1 && inputY < box.Y2 && At(mixture, inputX, inputY, null) > 0
                    : At(mixture, inputX, inputY, cells) > 0;
            }
        }

        return new Mask(left, top, width, height, pixels);
    }

    // Bilinear between the centres of cells; cells outside the limits count as nothing.
    private float At(ReadOnlySpan<float> mixture, float inputX, float inputY, Box? limits)
    {
        var (x, y) = (Math.Clamp((inputX * scale) - 0.5f, 0, columns - 1), Math.Clamp((inputY * scale) - 0.5f, 0, rows - 1));
        var (column, row) = ((int)x, (int)y);
        var (right, below) = (Math.Min(column + 1, columns - 1), Math.Min(row + 1, rows - 1));
        var (shareX, shareY) = (x - column, y - row);
        var upper = (Cell(mixture, column, row, limits) * (1 - shareX)) + (Cell(mixture, right, row, limits) * shareX);
        var lower = (Cell(mixture, column, below, limits) * (1 - shareX)) + (Cell(mixture, right, below, limits) * shareX);
        return (upper * (1 - shareY)) + (lower * shareY);
    }

    private float Cell(ReadOnlySpan<float> mixture, int column, int row, Box? limits) =>
        limits is { } box && (column < box.X1 || column >= box.X2 || row < box.Y1 || row >= box.Y2) ? 0 : mixture[(row * columns) + column];
}
