using Yolo.Data;

namespace Yolo.Tests.Data;

public sealed class ImageListTests : FolderFixture
{
    [Test]
    public void Collect_OfAFolder_FindsPicturesBelowInOrdinalOrder()
    {
        foreach (string name in new[] { "b.jpg", "a.PNG", "B.webp", "sub/c.bmp", "note.txt", ".hidden.jpg", ".cache/d.jpg" })
        {
            Folder.Write($"images/{name}", "");
        }

        Assert.That(
            ImageList.Collect([Folder.Path("images")]).Select(path => Path.GetRelativePath(Folder.Path("images"), path)),
            Is.EqualTo(new[] { "B.webp", "a.PNG", "b.jpg", Path.Combine("sub", "c.bmp") }));
    }

    [Test]
    public void Collect_OfListsAndFolders_ReadsAllOfThem()
    {
        string absolute = Folder.Write("far/z.jpg", "");
        Folder.Write("set/images/a.jpg", "");
        Folder.Write("set/images/b.jpg", "");
        string list = Folder.Write("set/list.txt", $"./images/a.jpg\r\n\n  images/b.jpg\n{absolute}\n./images/a.jpg\nnotes.md\n");
        Assert.That(
            ImageList.Collect([list, Folder.Path("far")]).Select(path => Path.GetRelativePath(Folder.Root, path).Replace('\\', '/')),
            Is.EqualTo(new[] { "far/z.jpg", "far/z.jpg", "set/images/a.jpg", "set/images/a.jpg", "set/images/b.jpg" }));
    }

    [TestCase(0.5, 2)]
    [TestCase(0.3, 2)]
    [TestCase(1, 5)]
    public void Collect_OfAFraction_KeepsTheRoundedStart(double fraction, int expected)
    {
        for (int index = 0; index < 5; index++)
        {
            Folder.Write($"images/{index}.jpg", "");
        }

        Assert.That(ImageList.Collect([Folder.Path("images")], fraction), Has.Count.EqualTo(expected));
    }

    [Test]
    public void Collect_OfNothing_Explains()
    {
        Directory.CreateDirectory(Folder.Path("empty"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ImageList.Collect([Folder.Path("empty")]), Throws.TypeOf<DatasetException>().With.Message.Contains("no pictures"));
            Assert.That(() => ImageList.Collect([Folder.Path("none")]), Throws.TypeOf<DatasetException>().With.Message.Contains("no such folder"));
            Assert.That(() => ImageList.Collect([Folder.Path("empty")], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [TestCase("/d/images/train/a.jpg", "/d/labels/train/a.txt")]
    [TestCase("/images/x/images/a.b.png", "/images/x/labels/a.b.txt")]
    [TestCase("/d/pictures/a.jpg", "/d/pictures/a.txt")]
    public void LabelPath_ReplacesTheLastImagesFolder(string image, string label) =>
        Assert.That(ImageList.LabelPath(image.Replace('/', Path.DirectorySeparatorChar)), Is.EqualTo(label.Replace('/', Path.DirectorySeparatorChar)));
}
