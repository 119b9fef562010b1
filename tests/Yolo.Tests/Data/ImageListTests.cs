using Yolo.Data;

namespace Yolo.Tests.Data;

public sealed class ImageListTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Create() => folder = new();

    [TearDown]
    public void Delete() => folder.Dispose();

    [Test]
    public void Collect_OfAFolder_FindsPicturesBelowInOrdinalOrder()
    {
        foreach (string name in new[] { "b.jpg", "a.PNG", "B.webp", "sub/c.bmp", "note.txt", ".hidden.jpg", ".cache/d.jpg" })
        {
            folder.Write($"images/{name}", "");
        }

        Assert.That(
            ImageList.Collect([folder.Path("images")]).Select(path => Path.GetRelativePath(folder.Path("images"), path)),
            Is.EqualTo(new[] { "B.webp", "a.PNG", "b.jpg", Path.Combine("sub", "c.bmp") }));
    }

    [Test]
    public void Collect_OfListsAndFolders_ReadsAllOfThem()
    {
        string absolute = folder.Write("far/z.jpg", "");
        folder.Write("set/images/a.jpg", "");
        folder.Write("set/images/b.jpg", "");
        string list = folder.Write("set/list.txt", $"./images/a.jpg\r\n\n  images/b.jpg\n{absolute}\n./images/a.jpg\nnotes.md\n");
        Assert.That(
            ImageList.Collect([list, folder.Path("far")]).Select(path => Path.GetRelativePath(folder.Root, path).Replace('\\', '/')),
            Is.EqualTo(new[] { "far/z.jpg", "far/z.jpg", "set/images/a.jpg", "set/images/a.jpg", "set/images/b.jpg" }));
    }

    [TestCase(0.5, 2)]
    [TestCase(0.3, 2)]
    [TestCase(1, 5)]
    public void Collect_OfAFraction_KeepsTheRoundedStart(double fraction, int expected)
    {
        for (int index = 0; index < 5; index++)
        {
            folder.Write($"images/{index}.jpg", "");
        }

        Assert.That(ImageList.Collect([folder.Path("images")], fraction), Has.Count.EqualTo(expected));
    }

    [Test]
    public void Collect_OfNothing_Explains()
    {
        Directory.CreateDirectory(folder.Path("empty"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ImageList.Collect([folder.Path("empty")]), Throws.TypeOf<DatasetException>().With.Message.Contains("no pictures"));
            Assert.That(() => ImageList.Collect([folder.Path("none")]), Throws.TypeOf<DatasetException>().With.Message.Contains("no such folder"));
            Assert.That(() => ImageList.Collect([folder.Path("empty")], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [TestCase("/d/images/train/a.jpg", "/d/labels/train/a.txt")]
    [TestCase("/images/x/images/a.b.png", "/images/x/labels/a.b.txt")]
    [TestCase("/d/pictures/a.jpg", "/d/pictures/a.txt")]
    public void LabelPath_ReplacesTheLastImagesFolder(string image, string label) =>
        Assert.That(ImageList.LabelPath(image.Replace('/', Path.DirectorySeparatorChar)), Is.EqualTo(label.Replace('/', Path.DirectorySeparatorChar)));
}
