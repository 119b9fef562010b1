using Spectre.Console;
using Spectre.Console.Rendering;

namespace Yolo.Cli.Display;

/// <summary>A line that is not broken by us: a terminal breaks it where it has to, and a path or a command can be copied whole.</summary>
/// <param name="parts">What it consists of; <see cref="Part"/> makes them.</param>
internal sealed class StyledLine(params IReadOnlyList<Segment> parts) : Renderable
{
    /// <summary>A piece of text, with control characters written out.</summary>
    internal static Segment Part(string text, Style? style = null) => new(VisibleText.Of(text), style ?? Style.Plain);

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [.. parts, Segment.LineBreak];
}
