using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Yolo.Callbacks;
using Yolo.Engine;

namespace Yolo.Tests.Documentation;

/// <summary>
/// A block of C# on a page, made a program: what its page's marks declare, as far as the block uses it and does not declare it itself, then what its own mark
/// says, then the block. A block with <c>using</c> of its own has these alone and what every console application has; others have all of ours.
/// </summary>
internal sealed partial class Snippet
{
    private const string Runs = "runs";
    private const string Compiles = "compiles";

    private static readonly string[] OfConsoleApplications =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] Ours =
    [
        .. new[] { typeof(Callback), typeof(YoloModel) }.SelectMany(type => type.Assembly.GetExportedTypes()).Select(type => type.Namespace!).Distinct().Order(StringComparer.Ordinal),
        "TorchSharp",
        "static TorchSharp.torch",
    ];

    private readonly CodeBlock block;
    private readonly IEnumerable<PageMark> shared;

    private Snippet(CodeBlock block, IEnumerable<PageMark> shared)
    {
        this.block = block;
        this.shared = shared;
    }

    /// <summary>All of the documentation.</summary>
    internal static IEnumerable<Snippet> All =>
        from page in MarkdownPage.All
        from block in page.Blocks
        where block.Language == "csharp"
        select new Snippet(block, page.SharedMarks.Where(mark => mark.Line < block.Line));

    /// <summary>A snippet of a text, for tests of the tests.</summary>
    internal static Snippet Of(string text, PageMark? mark = null, params PageMark[] shared) => new(new("page.md", 1, "csharp", text, mark), shared);

    /// <summary>Whether it is run, and not compiled alone. Marked with neither word, it is in no class.</summary>
    /// <exception cref="InvalidDataException">Its mark says neither.</exception>
    internal bool IsRun => Class switch
    {
        Runs or "" => true,
        Compiles => block.Mark!.Value.Length > Compiles.Length + 2 ? false : throw new InvalidDataException($"{block}: say behind '{Compiles}' why it is not run: <!-- snippet: compiles, needs a GPU -->"),
        var other => throw new InvalidDataException($"{block}: a snippet '{Runs}' or '{Compiles}, REASON'; '{other}' is neither."),
    };

    private string Class => block.Mark?.Value.Split(',')[0].Trim() ?? "";

    /// <summary>The program. Trainings last an epoch and pictures are small in it.</summary>
    internal string ToProgram()
    {
        var (usings, own) = Parse(Shorten(block.Text), block.Line);
        var (before, preface) = block.Mark is { } mark ? Parse(mark.Text, mark.Line) : ([], []);
        var pages = shared.Select(mark => Parse(mark.Text, mark.Line)).ToList();
        List<SnippetMember> members = [.. Needed([.. pages.SelectMany(page => page.Members)], [.. preface, .. own]), .. preface, .. own];
        string[] imported = [.. OfConsoleApplications, .. usings.Count > 0 ? [] : Ours];
        return string.Concat(
            [
                .. imported.Select(name => $"using {name};\n"),
                .. pages.SelectMany(page => page.Usings), .. before, .. usings,
                .. members.Where(member => !member.IsType).Select(member => member.Text),
                "return;\n",
                .. members.Where(member => member.IsType).Select(member => member.Text),
            ]);
    }

    public override string ToString() => block.ToString();

    // What the page declares for all, as far as it is mentioned, by another declaration perhaps. Of two with one name the later counts.
    private static IEnumerable<SnippetMember> Needed(IReadOnlyList<SnippetMember> declarations, IReadOnlyList<SnippetMember> own)
    {
        var declared = own.SelectMany(member => member.Declared).ToHashSet(StringComparer.Ordinal);
        var mentioned = own.SelectMany(member => member.Mentioned).ToHashSet(StringComparer.Ordinal);
        var needed = new HashSet<SnippetMember>();
        while (declarations.LastOrDefault(one => !needed.Contains(one) && one.Declared.Any(name => mentioned.Contains(name) && !declared.Contains(name))) is { } next)
        {
            needed.Add(next);
            declared.UnionWith(next.Declared);
            mentioned.UnionWith(next.Mentioned);
        }

        return declarations.Where(needed.Contains);
    }

    private (List<string> Usings, List<SnippetMember> Members) Parse(string text, int line)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text).GetRoot();
        return (
            [.. root.Usings.Select(one => one.ToString() + "\n")],
            [.. root.Members.Select(member => new SnippetMember(member, block.Page, line + root.SyntaxTree.GetLineSpan(member.FullSpan).StartLinePosition.Line))]);
    }

    private static string Shorten(string text) => Size().Replace(Epochs().Replace(text, "Epochs = 1"), "ImageSize = 64");

    [GeneratedRegex(@"\bEpochs = \d+")]
    private static partial Regex Epochs();

    [GeneratedRegex(@"\bImageSize = \d+")]
    private static partial Regex Size();
}
