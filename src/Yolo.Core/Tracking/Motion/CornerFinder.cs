using System.Numerics;

namespace Yolo.Tracking.Motion;

/// <summary>
/// Finds places that can be found again: where the smaller eigenvalue of the structure tensor is large. At most one for each cell of a grid, whose
/// cells are as large as the greatest number of corners asks for.
/// </summary>
internal sealed class CornerFinder
{
    // Windows around more of them would overlap and tell little new.
    private const int Maximum = 600;
    private const int LeastSide = 12;
    private const float Quality = 0.01f;

    // Mean square of a gradient, in grey values a pixel: what is weaker is rounding.
    private const float LeastStrength = 0.01f;

    // The window around a corner nearer to the edge would lie mostly outside.
    private const int Margin = 8;

    private readonly GradientRows gradients;
    private readonly CornerCells cells;
    private readonly float[] strengths;
    private readonly int endOfRows;

    /// <summary>Makes room for planes of one size, at least 2 · <see cref="Margin"/> + 1 pixels a side.</summary>
    public CornerFinder(int width, int height)
    {
        gradients = new(width);
        strengths = new float[gradients.Pitch];
        endOfRows = height - Margin;
        var (columns, rows) = (width - (2 * Margin), height - (2 * Margin));
        var side = LeastSide;
        while (Count(columns, side) * Count(rows, side) > Maximum)
        {
            side++;
        }

        cells = new(Margin, width - Margin, gradients.Pitch, side, Count(columns, side) * Count(rows, side));
    }

    /// <summary>Finds the corners of a plane; they stay until the next one.</summary>
    public ReadOnlySpan<Vector2> Find(GreyPlane plane)
    {
        gradients.Add(plane, Margin - 1);
        gradients.Add(plane, Margin);
        for (var y = Margin; y < endOfRows; y++)
        {
            gradients.Add(plane, y + 1);
            gradients.Strengths(strengths);
            cells.Add(y, strengths);
        }

        return cells.Finish(Quality, LeastStrength * GradientRows.Scale);
    }

    private static int Count(int pixels, int side) => (pixels + side - 1) / side;
}
