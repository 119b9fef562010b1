using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>
/// Samples mixtures of prototypes: at the pixels of the network's input, where the reference decides whether an object has a mask at all and takes its
/// outline from; and at the pixels of the picture.
/// </summary>
internal sealed class MaskSampler
{
    private readonly int columns;
    private readonly MaskCut cut;
    private readonly LetterboxTransform transform;
    private readonly (float X, float Y) cellsPerPixel;
    private readonly (MaskAxis X, MaskAxis Y) ofInput;
    private readonly (MaskAxis X, MaskAxis Y) ofPicture;
    private readonly (MaskAxis X, MaskAxis Y) ofUnpadded;
    private readonly (int Width, int Height) picture;
    private readonly (double Gain, double PadX, double PadY) exact;

    /// <summary>Prepares for one picture.</summary>
    /// <param name="prototypes">Rows and columns of the prototypes.</param>
    /// <param name="input">Rows and columns of the network's input.</param>
    /// <param name="transform">How the picture lies in the input.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="cut">How masks are cut at the edges of their boxes.</param>
    internal MaskSampler((int Rows, int Columns) prototypes, (int Rows, int Columns) input, LetterboxTransform transform, Image picture, MaskCut cut)
    {
        var (rows, columns) = prototypes;
        (this.columns, this.transform, this.picture, this.cut) = (columns, transform, (picture.Width, picture.Height), cut);
        Length = rows * columns;
        cellsPerPixel = ((float)columns / input.Columns, (float)rows / input.Rows);
        var gain = Math.Min((double)input.Rows / picture.Height, (double)input.Columns / picture.Width);
        exact = (gain, (input.Columns - (picture.Width * gain)) / 2, (input.Rows - (picture.Height * gain)) / 2);
        ofInput = (new(input.Columns, cellsPerPixel.X, 0, 0, columns), new(input.Rows, cellsPerPixel.Y, 0, 0, rows));
        ofPicture = (
            new(picture.Width, transform.Gain * cellsPerPixel.X, transform.PadX * cellsPerPixel.X, 0, columns),
            new(picture.Height, transform.Gain * cellsPerPixel.Y, transform.PadY * cellsPerPixel.Y, 0, rows));
        var share = Math.Min((double)rows / picture.Height, (double)columns / picture.Width);
        ofUnpadded = (MaskAxis.Unpadded(picture.Width, columns, share), MaskAxis.Unpadded(picture.Height, rows, share));
    }

    /// <summary>Numbers of a mixture.</summary>
    internal int Length { get; }

    /// <summary>The mask of one object; null if no pixel of the input belongs to it, as where the box is turned inside out.</summary>
    /// <param name="mixture">[rows, columns], positive where the object is.</param>
    /// <param name="box">Its box in pixels of the input.</param>
    /// <param name="sharp">Sampled at the picture's pixels and cut at the box's edges to the pixel; otherwise cut at the edges of the cells, as the reference does unless told otherwise.</param>
    internal Mask? Sample(ReadOnlySpan<float> mixture, Box box, bool sharp) => sharp ? Sharp(mixture, box) : Smooth(mixture, box);

    private Mask? Sharp(ReadOnlySpan<float> mixture, Box box)
    {
        var edges = transform.ToPicture(box).Clip(picture.Width, picture.Height);
        var mask = Draw(mixture, ofUnpadded, cut.Cells(edges.X1, edges.X2), cut.Cells(edges.Y1, edges.Y2), (0, int.MaxValue), (0, int.MaxValue));
        return mask.Area > 0 ? mask : null;
    }

    private Mask? Smooth(ReadOnlySpan<float> mixture, Box box)
    {
        var across = cut.Cells(box.X1 * cellsPerPixel.X, box.X2 * cellsPerPixel.X);
        var down = cut.Cells(box.Y1 * cellsPerPixel.Y, box.Y2 * cellsPerPixel.Y);
        var whole = Draw(mixture, ofInput, ofInput.X.Near(across), ofInput.Y.Near(down), across, down);
        if (whole.Area == 0)
        {
            return null;
        }

        var mask = Draw(mixture, ofPicture, ofPicture.X.Near(across), ofPicture.Y.Near(down), across, down);
        mask.Grid = new MaskGrid(whole, exact.Gain, exact.PadX, exact.PadY, picture.Width, picture.Height);
        return mask;
    }

    // Cells outside the limits count as nothing.
    private Mask Draw(
        ReadOnlySpan<float> mixture, (MaskAxis X, MaskAxis Y) axes, (int First, int End) across, (int First, int End) down, (int First, int End) columnLimits, (int First, int End) rowLimits)
    {
        var (width, height) = (Math.Max(0, across.End - across.First), Math.Max(0, down.End - down.First));
        if (width == 0 || height == 0)
        {
            return new Mask(0, 0, 0, 0, []);
        }

        var pixels = new bool[width * height];
        for (var y = 0; y < height; y++)
        {
            var (row, below, shareY) = axes.Y[down.First + y];
            var upper = Row(mixture, row);
            var lower = Row(mixture, below);
            var (upperWeight, lowerWeight) = (IsInside(row, rowLimits) ? 1 - shareY : 0, IsInside(below, rowLimits) ? shareY : 0);
            for (var x = 0; x < width; x++)
            {
                var (column, right, shareX) = axes.X[across.First + x];
                var (leftWeight, rightWeight) = (IsInside(column, columnLimits) ? 1 - shareX : 0, IsInside(right, columnLimits) ? shareX : 0);
                pixels[(y * width) + x] =
                    (((upper[column] * leftWeight) + (upper[right] * rightWeight)) * upperWeight)
                    + (((lower[column] * leftWeight) + (lower[right] * rightWeight)) * lowerWeight) > 0;
            }
        }

        return new Mask(across.First, down.First, width, height, pixels);
    }

    private ReadOnlySpan<float> Row(ReadOnlySpan<float> mixture, int row) => mixture.Slice(row * columns, columns);

    private static bool IsInside(int cell, (int First, int End) limits) => cell >= limits.First && cell < limits.End;
}
