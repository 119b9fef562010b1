using Spectre.Console;

namespace Yolo.Cli.Display;

/// <summary>A part of a row that has to fit the width of the terminal.</summary>
/// <param name="Text">What it says; control characters are written out.</param>
/// <param name="Rank">How much it matters: 0 stays, the greatest goes first where there is no room.</param>
/// <param name="Style">How it looks; null for plainly.</param>
/// <param name="Width">The least columns that it takes, with its text at the right; 0 for as many as it needs.</param>
internal sealed record Cell(string Text, int Rank, Style? Style = null, int Width = 0)
{
    /// <summary>Of a bar, how much of it is full, 0 to 1; null for text.</summary>
    internal double? Share { get; init; }

    /// <summary>A bar, as wide as there is room.</summary>
    /// <param name="share">How much of it is full, 0 to 1.</param>
    /// <param name="rank">As for all cells.</param>
    internal static Cell Bar(double share, int rank) => new("", rank, Width: FittedRow.ShortestBar) { Share = share };
}
