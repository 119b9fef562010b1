namespace Yolo.Tests.Documentation;

/// <summary>What holds for every page: its blocks say what they are, its links lead somewhere.</summary>
public sealed class PageTests
{
    private static readonly string[] Languages = ["csharp", "sh", "yaml", "xml", "json", "text"];

    [Test]
    public void Blocks_SayWhatTheyAre() => Assert.That(
        MarkdownPage.All.SelectMany(page => page.Blocks).Where(block => !Languages.Contains(block.Language)).Select(block => $"{block} '{block.Language}'"), Is.Empty);

    [Test]
    public void Code_IsFenced_SoThatTheTestsSeeIt() => Assert.That(
        from page in MarkdownPage.All
        from pair in page.Prose.Zip(page.Prose.Skip(1))
        where pair.First.Text.Trim().Length == 0 && pair.Second.Text.StartsWith("    ", StringComparison.Ordinal) && pair.Second.Text.Trim().Length > 0
        select $"{page}:{pair.Second.Line}",
        Is.Empty);

    [Test]
    public void Marks_StandBeforeWhatTheyAreFor() => Assert.That(
        from page in MarkdownPage.All
        from block in page.Blocks
        where block.Mark is { } mark && mark.Key != (block.Language == "csharp" ? PageMark.Snippet : PageMark.Needs)
        select block.ToString(),
        Is.Empty);

    [Test]
    public void Links_LeadToFilesAndHeadingsThatAreThere()
    {
        var pages = MarkdownPage.All.ToDictionary(page => page.File);

        Assert.That(
            from page in MarkdownPage.All
            from link in page.Links
            where !link.Target.Contains("://", StringComparison.Ordinal) && !IsThere(page, link.Target)
            select $"{page}:{link.Line} {link.Target}",
            Is.Empty);

        bool IsThere(MarkdownPage page, string target)
        {
            var parts = target.Split('#');
            var file = parts[0].Length == 0 ? page.File : Path.GetFullPath(parts[0], Path.GetDirectoryName(page.File)!);
            return Path.Exists(file) && (parts.Length == 1 || (pages.TryGetValue(file, out var other) && other.Anchors.Contains(parts[1])));
        }
    }

    [Test]
    public void Pages_AreAllInTheTableOfContents()
    {
        var contents = File.ReadAllText(Path.Combine(Shared.Repository, "docs", "toc.yml"));

        Assert.That(MarkdownPage.All.Where(page => page.Name != "README.md" && !contents.Contains($"href: {Path.GetFileName(page.Name)}", StringComparison.Ordinal)).Select(page => page.Name), Is.Empty);
    }
}
