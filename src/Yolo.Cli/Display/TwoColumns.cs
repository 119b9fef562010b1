using Spectre.Console;
using Spectre.Console.Rendering;

namespace Yolo.Cli.Display;

/// <summary>A name, and beside it a text whose lines stand below each other at any width of the screen.</summary>
internal static class TwoColumns
{
    /// <summary>One row.</summary>
    /// <param name="name">The left column; what does not fit goes on below.</param>
    /// <param name="width">Its columns, those between it and the text among them.</param>
    /// <param name="text">The right column.</param>
    internal static IRenderable Of(Text name, int width, Text text)
    {
        var grid = new Grid { Expand = false };
        grid.AddColumn(new GridColumn { Width = width - 1, Padding = new(0, 0, 1, 0) });
        grid.AddColumn(new GridColumn { Padding = new(0, 0, 0, 0) });
        grid.AddRow(name, text);
        return grid;
    }
}
