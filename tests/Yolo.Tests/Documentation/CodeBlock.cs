namespace Yolo.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page, as a path in the repository.</param>
/// <param name="Line">The line of the page on which its text begins, from 1.</param>
/// <param name="Language">What stands behind the fence; empty if nothing does.</param>
/// <param name="Text">Its lines.</param>
/// <param name="Mark">The mark before it; null if there is none.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, string Text, PageMark? Mark)
{
    public override string ToString() => $"{Page}:{Line}";
}
