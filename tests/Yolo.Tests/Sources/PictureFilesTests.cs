using Yolo.Sources;

namespace Yolo.Tests.Sources;

public sealed class PictureFilesTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        foreach (var name in new[] { "b.jpg", "a.PNG", "notes.md", "c.webp" })
        {
            folder.Write(name, []);
        }
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Find_Folder_GivesItsPicturesSorted() =>
        Assert.That(PictureFiles.Find(folder.Root).Select(Path.GetFileName), Is.EqualTo(new[] { "a.PNG", "b.jpg", "c.webp" }));

    [Test]
    public void Find_Pattern_GivesWhatMatches() =>
        Assert.That(PictureFiles.Find(folder.Path("?.jpg")).Select(Path.GetFileName), Is.EqualTo(new[] { "b.jpg" }));

    [Test]
    public void Find_List_GivesItsLinesSeenFromTheList()
    {
        File.WriteAllText(folder.Path("list.txt"), "./c.webp\n\nb.jpg\n");

        Assert.That(PictureFiles.Find(folder.Path("list.txt")).Select(Path.GetFileName), Is.EqualTo(new[] { "c.webp", "b.jpg" }));
    }

    [Test]
    public void Find_Nothing_SaysWhatAndWhere()
    {
        Assert.That(() => PictureFiles.Find(folder.Path("no.jpg")), Throws.TypeOf<SourceException>().With.Message.Contains("no.jpg"));
        Assert.That(() => PictureFiles.Find(folder.Path("*.bmp")), Throws.TypeOf<SourceException>().With.Message.Contains("*.bmp"));
        Directory.CreateDirectory(folder.Path("empty"));
        Assert.That(() => PictureFiles.Find(folder.Path("empty")), Throws.TypeOf<SourceException>().With.Message.Contains("holds no pictures"));
    }
}
