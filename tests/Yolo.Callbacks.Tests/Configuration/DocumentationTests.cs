namespace Yolo.Callbacks.Tests;

internal sealed class DocumentationTests
{
    [Test]
    public void Docs_NameEveryEventBuiltInAndCommandLineName()
    {
        var text = File.ReadAllText(Find("docs/callbacks.md"));
        var builtIns = typeof(Callback).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Callback)) && !type.IsAbstract).Select(type => type.Name);
        var names = Events.All.Select(e => e.Name).Concat(builtIns).Concat(CallbackConfiguration.Known.Keys);
        Assert.That(names.Where(name => !text.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Library_ReferencesNothingOfOurs() =>
        Assert.That(
            typeof(Callback).Assembly.GetReferencedAssemblies().Select(a => a.Name),
            Is.All.StartsWith("System.").Or.EqualTo("System").Or.EqualTo("netstandard"));

    private static string Find(string relative)
    {
        var at = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, relative)))
        {
            at = at.Parent;
        }

        return Path.Combine(at.FullName, relative);
    }
}
