using System.Text.RegularExpressions;

namespace Yolo.Tests.Documentation;

/// <summary>A line of a shell on a page.</summary>
/// <param name="Page">The page, as a path in the repository.</param>
/// <param name="Line">Its line there, from 1.</param>
/// <param name="Text">As it stands there, without its comment, variables put in.</param>
/// <param name="Mark">What its block is marked to need; null if it is not marked.</param>
internal sealed partial record TypedLine(string Page, int Line, string Text, string? Mark)
{
    private static readonly (Regex Words, string Need)[] KnownNeeds =
    [
        (MpiPattern(), "MPI"),
        (GpuPattern(), "a GPU"),
        (CameraPattern(), "a camera"),
        (NetworkPattern(), "the network"),
    ];

    /// <summary>The lines of all blocks of the documentation.</summary>
    internal static IEnumerable<TypedLine> All => MarkdownPage.All.SelectMany(page => page.Blocks).Where(block => block.Language == "sh").SelectMany(Of);

    /// <summary>What looks like a command of ours in the text of all pages. Patterns, such as `yolo MODE key=value`, and lines with something left out are none.</summary>
    internal static IEnumerable<TypedLine> Mentioned =>
        from page in MarkdownPage.All
        from code in page.InlineCode
        where CommandPattern().IsMatch(code.Text) && !code.Text.Contains("MODE", StringComparison.Ordinal)
        select new TypedLine(page.Name, code.Line, code.Text.Replace("…", "", StringComparison.Ordinal), null);

    /// <summary>Its words as the shell hands them over; of a line that does not call our command, none.</summary>
    internal string[] Words => CommandPattern().Match(Text) is { Success: true } match
        ? [.. WordPattern().Matches(Text[match.Length..]).Select(word => word.Value.Replace("\"", "", StringComparison.Ordinal))]
        : [];

    /// <summary>Whether it calls the command.</summary>
    internal bool IsOurs => CommandPattern().IsMatch(Text);

    /// <summary>What it needs that no test has: as marked, or seen from its words. Null if it can be run.</summary>
    internal string? Need => Mark ?? KnownNeeds.FirstOrDefault(known => known.Words.IsMatch(Text)).Need;

    /// <summary>The words, so that a training lasts an epoch, a film six frames, and pictures are small.</summary>
    internal IReadOnlyList<string> ShortenedWords =>
        [.. Words.Select(word => Frames().Replace(Size().Replace(Epochs().Replace(word, "epochs=1"), "imgsz=64"), "frames=6"))];

    public override string ToString() => $"{Page}:{Line} {Text}";

    // A line may end with \ and go on; NAME="…" is put in for $NAME.
    internal static IEnumerable<TypedLine> Of(CodeBlock block)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = block.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var (first, text) = (i, lines[i]);
            while (text.EndsWith('\\') && i + 1 < lines.Length)
            {
                text = text[..^1] + lines[++i].Trim();
            }

            text = Comment().Replace(text, "").Trim();
            if (Assignment().Match(text) is { Success: true } assignment)
            {
                variables[assignment.Groups[1].Value] = assignment.Groups[2].Value;
            }
            else if (text.Length > 0)
            {
                yield return new(block.Page, block.Line + first, Variable().Replace(text, name => variables.GetValueOrDefault(name.Groups[1].Value, name.Value)), block.Mark?.Value);
            }
        }
    }

    [GeneratedRegex(@"^(?:[A-Z_]+=\S+ +)*(?:(?:mpirun|srun) .*?)?(?:\./)?yolo(?= |$)")]
    private static partial Regex CommandPattern();

    [GeneratedRegex("""(?:[^\s"]|"[^"]*")+""")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"^(mpirun|srun) ")]
    private static partial Regex MpiPattern();

    [GeneratedRegex(@"\bdevice=(\d|cuda)|Torch=cuda")]
    private static partial Regex GpuPattern();

    [GeneratedRegex(@"\bsource=\d+\b")]
    private static partial Regex CameraPattern();

    [GeneratedRegex(@"=(rtsp|https?)://|\.streams\b")]
    private static partial Regex NetworkPattern();

    [GeneratedRegex(@"(^|\s)#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^([A-Z_]+)="([^"]*)"$""")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\$([A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^epochs=\d+$")]
    private static partial Regex Epochs();

    [GeneratedRegex(@"^imgsz=\d+$")]
    private static partial Regex Size();

    [GeneratedRegex(@"^frames=\d+$")]
    private static partial Regex Frames();
}
