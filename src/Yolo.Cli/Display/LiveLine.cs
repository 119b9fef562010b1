using Spectre.Console.Rendering;

namespace Yolo.Cli.Display;

/// <summary>
/// The line at the bottom that is written over. The cursor rests at its beginning: whatever a terminal does with a line when it becomes narrower,
/// all of it lies behind the cursor, and goes with the next writing.
/// </summary>
/// <param name="parts">What it shows; at least one column narrower than the terminal.</param>
internal sealed class LiveLine(IReadOnlyList<Segment> parts) : Renderable
{
    private const string ToBeginning = "\r";
    private const string ClearBehind = "\e[J";

    /// <summary>Nothing, in the place of what was shown.</summary>
    internal static LiveLine Gone { get; } = new([]);

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [Segment.Control(ToBeginning), .. parts, Segment.Control(ClearBehind + ToBeginning)];
}
