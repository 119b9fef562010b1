using Spectre.Console.Rendering;

namespace Yolo.Cli.Display;

/// <summary>
/// The line at the bottom that is written over. The cursor rests at its beginning: whatever a terminal does with a line when it becomes narrower,
/// all of it lies behind the cursor, and goes with the next writing. Until a program learns that it has become narrower, nothing is broken into two lines.
/// </summary>
/// <param name="parts">What it shows; at least one column narrower than the terminal.</param>
internal sealed class LiveLine(IReadOnlyList<Segment> parts) : Renderable
{
    private const string Begin = "\e[?7l\r";

    // The line before the lines below it: a terminal that clears all of its screen at once keeps what was there in its history.
    private const string End = "\e[K\e[J\r\e[?7h";

    /// <summary>Nothing, in the place of what was shown.</summary>
    internal static LiveLine Gone { get; } = new([]);

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [Segment.Control(Begin), .. parts, Segment.Control(End)];
}
