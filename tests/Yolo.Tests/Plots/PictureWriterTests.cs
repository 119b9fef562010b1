using Yolo.Imaging;
using Yolo.Plots;

namespace Yolo.Tests.Plots;

public sealed class PictureWriterTests : FolderFixture
{
    [Test]
    public void Finish_OfAWriter_HasWrittenAll()
    {
        using var writer = new PictureWriter(Folder.Path("run"));
        writer.Add("one.png", () => new Image(3, 2));
        writer.Add("two.jpg", () => new Image(5, 4));

        Assert.That(writer.Finish(), Is.Empty);
        Assert.That(Image.Decode(Folder.Path("run", "one.png")).Width, Is.EqualTo(3));
        Assert.That(Image.Decode(Folder.Path("run", "two.jpg")).Width, Is.EqualTo(5));
    }

    [Test]
    public void Finish_WhereAPictureFails_WarnsAndHasTheOthers()
    {
        using var writer = new PictureWriter(Folder.Root);
        writer.Add("one.png", () => throw new InvalidOperationException("it is too dark"));
        writer.Add("two.png", () => new Image(5, 4));

        Assert.That(writer.Finish().Single(), Does.Contain("one.png").And.Contain("it is too dark"));
        Assert.That(Folder.Path("two.png"), Does.Exist);
    }

    [Test]
    public void Finish_WhereTheFolderCannotBe_Warns()
    {
        using var writer = new PictureWriter(Folder.Write("file", "in the way"));
        writer.Add("one.png", () => new Image(1, 1));

        Assert.That(writer.Finish().Single(), Does.Contain("one.png"));
    }

    [Test]
    public void Pictures_OfAWriter_AreDrawnWithoutWaitingForTheEnd()
    {
        using var drawn = new ManualResetEventSlim();
        using var writer = new PictureWriter(Folder.Root);
        writer.Add("one.png", () =>
        {
            drawn.Set();
            return new Image(1, 1);
        });

        Assert.That(drawn.Wait(TimeSpan.FromMinutes(1)), Is.True);
    }

    [Test]
    public void Finish_CalledAgain_WritesWhatCameLater()
    {
        using var writer = new PictureWriter(Folder.Root);
        writer.Add("one.png", () => new Image(1, 1));
        writer.Finish();
        writer.Add("two.png", () => new Image(1, 1));
        writer.Finish();

        Assert.That(Folder.Path("two.png"), Does.Exist);
    }
}
