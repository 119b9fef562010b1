using System.Text.RegularExpressions;

namespace Yolo.Tests.Documentation;

/// <summary>A page of the documentation, taken apart as far as the tests need it.</summary>
internal sealed partial class MarkdownPage
{
    private readonly List<CodeBlock> blocks = [];
    private readonly List<PageMark> shared = [];
    private readonly List<(int Line, string Text)> prose = [];

    private MarkdownPage(string name) => Name = name;

    /// <summary>README.md and all of docs/.</summary>
    internal static IReadOnlyList<MarkdownPage> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Shared.Repository, "docs"), "*.md").Order(StringComparer.Ordinal)
            .Prepend(Path.Combine(Shared.Repository, "README.md"))
            .Select(Read),
    ];

    /// <summary>Its path in the repository.</summary>
    internal string Name { get; }

    internal string File => Path.Combine(Shared.Repository, Name);

    /// <summary>The fenced blocks.</summary>
    internal IReadOnlyList<CodeBlock> Blocks => blocks;

    /// <summary>What every block of C# may use, with the line from which on.</summary>
    internal IReadOnlyList<PageMark> SharedMarks => shared;

    /// <summary>The lines outside blocks and marks.</summary>
    internal IReadOnlyList<(int Line, string Text)> Prose => prose;

    /// <summary>What stands between backticks in the text.</summary>
    internal IEnumerable<(int Line, string Text)> InlineCode => prose.SelectMany(line => Quoted().Matches(line.Text).Select(match => (line.Line, match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal))));

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    internal IEnumerable<string> Anchors => prose.Where(line => Heading().IsMatch(line.Text)).Select(line => Anchor(line.Text.TrimStart('#').Trim()));

    /// <summary>Where its links lead.</summary>
    internal IEnumerable<(int Line, string Target)> Links => prose.SelectMany(line => Link().Matches(Quoted().Replace(line.Text, "")).Select(match => (line.Line, match.Groups[1].Value)));

    public override string ToString() => Name;

    private static MarkdownPage Read(string file)
    {
        var page = new MarkdownPage(Path.GetRelativePath(Shared.Repository, file).Replace('\\', '/'));
        page.Read(System.IO.File.ReadAllLines(file));
        return page;
    }

    private void Read(string[] lines)
    {
        PageMark? mark = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (MarkBegin().Match(lines[i]) is { Success: true } begin)
            {
                var first = i;
                while (!lines[i].Contains("-->", StringComparison.Ordinal))
                {
                    i++;
                }

                var text = string.Join('\n', lines[(first + 1)..(i + 1)]).Replace("-->", "", StringComparison.Ordinal);
                mark = new(begin.Groups[1].Value, begin.Groups[2].Value.Replace("-->", "", StringComparison.Ordinal).Trim(), first + 2, text);
                if (mark.Key == PageMark.Snippets)
                {
                    shared.Add(mark);
                    mark = null;
                }
            }
            else if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                var first = ++i;
                while (!lines[i].StartsWith("```", StringComparison.Ordinal))
                {
                    i++;
                }

                blocks.Add(new(Name, first + 1, lines[first - 1].TrimStart('`').Trim(), string.Join('\n', lines[first..i]), mark));
                mark = null;
            }
            else
            {
                prose.Add((i + 1, lines[i]));
                if (lines[i].Trim().Length > 0 && mark is not null)
                {
                    throw new InvalidDataException($"{Name}:{i + 1}: a mark '{mark.Key}' stands before a block, not before text.");
                }
            }
        }
    }

    private static string Anchor(string heading) => string.Concat(
        heading.Replace("`", "", StringComparison.Ordinal).ToLowerInvariant().Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '_').Select(sign => sign == ' ' ? '-' : sign));

    [GeneratedRegex("^<!-- *(snippets|snippet|needs):(.*)$")]
    private static partial Regex MarkBegin();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("^#{1,6} ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
