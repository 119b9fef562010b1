using Yolo.Sources;

namespace Yolo.Tests.Sources;

public sealed class PictureFilesTests : FolderFixture
{
    [SetUp]
    public void SetUp()
    {
        foreach (var name in new[] { "b.jpg", "a.PNG", "notes.md", "c.webp" })
        {
            Folder.Write(name, []);
        }
    }

    [Test]
    public void Find_Folder_GivesItsPicturesSorted() =>
        Assert.That(PictureFiles.Find(Folder.Root).Select(Path.GetFileName), Is.EqualTo(new[] { "a.PNG", "b.jpg", "c.webp" }));

    [Test]
    public void Find_Pattern_GivesWhatMatches() =>
        Assert.That(PictureFiles.Find(Folder.Path("?.jpg")).Select(Path.GetFileName), Is.EqualTo(new[] { "b.jpg" }));

    [Test]
    public void Find_Pattern_NamesFilesAsTheSystemDoes() =>
        Assert.That(PictureFiles.Find(Folder.Path("*.jpg")), Is.EqualTo(new[] { Folder.Path("b.jpg") }));

    [Test]
    public void Find_PatternRightBelowTheRoot_LooksThere() =>
        Assert.That(() => PictureFiles.Find("/no-such-picture*.jpg"), Throws.TypeOf<SourceException>().With.Message.Contains("Nothing matches"));

    [Test]
    public void Find_List_GivesItsLinesSeenFromTheList()
    {
        File.WriteAllText(Folder.Path("list.txt"), "./c.webp\n\nb.jpg\n");

        Assert.That(PictureFiles.Find(Folder.Path("list.txt")).Select(Path.GetFileName), Is.EqualTo(new[] { "c.webp", "b.jpg" }));
    }

    [Test]
    public void Find_Nothing_SaysWhatAndWhere()
    {
        Assert.That(() => PictureFiles.Find(Folder.Path("no.jpg")), Throws.TypeOf<SourceException>().With.Message.Contains("no.jpg"));
        Assert.That(() => PictureFiles.Find(Folder.Path("*.bmp")), Throws.TypeOf<SourceException>().With.Message.Contains("*.bmp"));
        Directory.CreateDirectory(Folder.Path("empty"));
        Assert.That(() => PictureFiles.Find(Folder.Path("empty")), Throws.TypeOf<SourceException>().With.Message.Contains("holds no pictures"));
    }
}
