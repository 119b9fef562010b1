using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Tests.Sources;

public sealed class FilesSourceTests : FolderFixture
{
    [Test]
    public void BeginFirst_ThenReading_GivesThePicturesOfTheFiles()
    {
        var paths = new[] { Picture("a.png", 40), Picture("b.png", 80) };
        var source = PictureSource.FromFiles(paths);

        source.BeginFirst();

        for (var round = 0; round < 2; round++)
        {
            var items = source.Read(default).Cast<PictureItem>().ToList();
            Assert.That(items.Select(item => item.Path), Is.EqualTo(paths));
            Assert.That(items.Select(item => item.Decode().Pixels[0]), Is.EqualTo(new byte[] { 40, 80 }));
        }
    }

    [Test]
    public void BeginFirst_OfABrokenPicture_FailsWhenItIsDecoded()
    {
        File.WriteAllText(Folder.Path("broken.jpg"), "no picture");
        var source = PictureSource.FromFiles([Folder.Path("broken.jpg")]);

        source.BeginFirst();

        Assert.That(() => source.Read(default).Cast<PictureItem>().Single().Decode(), Throws.TypeOf<ImageFormatException>());
    }

    [Test]
    public void BeginFirst_OfAFileThatIsNotThere_FailsWhenItIsDecoded()
    {
        var source = PictureSource.FromFiles([Folder.Path("absent.jpg")]);

        source.BeginFirst();

        Assert.That(() => source.Read(default).Cast<PictureItem>().Single().Decode(), Throws.InstanceOf<IOException>());
    }

    private string Picture(string name, byte grey)
    {
        var path = Folder.Path(name);
        new Image(4, 3, [.. Enumerable.Repeat(grey, 4 * 3 * Image.Channels)]).Save(path);
        return path;
    }
}
