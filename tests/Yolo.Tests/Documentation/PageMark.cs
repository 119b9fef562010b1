namespace Yolo.Tests.Documentation;

/// <summary>
/// A comment of a page that readers do not see, for the tests: <c>&lt;!-- snippet: runs --&gt;</c> with code before a block of C#,
/// <c>&lt;!-- snippets: --&gt;</c> with declarations for all such blocks that follow, <c>&lt;!-- needs: a GPU --&gt;</c> before command lines.
/// </summary>
/// <param name="Key">snippet, snippets or needs.</param>
/// <param name="Value">What stands behind it on its line.</param>
/// <param name="Line">The line of the page on which its text begins, from 1.</param>
/// <param name="Text">Its other lines.</param>
internal sealed record PageMark(string Key, string Value, int Line, string Text)
{
    internal const string Snippet = "snippet";
    internal const string Snippets = "snippets";
    internal const string Needs = "needs";
}
