using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Tests.Sources;

public sealed class VideoSourceTests : FolderFixture
{
    [TearDown]
    public void TearDown() => Assert.That(Videos.Running(), Is.Zero, "no ffmpeg is left behind");

    [TestCase("a.mp4")]
    [TestCase("a.avi")]
    [TestCase("a.mkv")]
    [TestCase("a.gif")]
    public void Read_Video_GivesAllFramesInOrder(string name)
    {
        var items = Read(Videos.Make(Folder.Path(name)));

        Assert.That(items, Has.Count.EqualTo(20).And.All.InstanceOf<FrameItem>());
        Assert.That(items.Cast<FrameItem>().Select(item => item.Frame.Number), Is.EqualTo(Enumerable.Range(1, 20)));
        Assert.That(items.Cast<FrameItem>(), Has.All.Matches<FrameItem>(item => (item!.Image.Width, item.Image.Height, item.Frame.Count, item.Frame.FramesPerSecond) == (64, 48, 20, 10)));
    }

    [Test]
    public void Read_LosslessVideo_GivesItsPixels()
    {
        var path = Videos.Make(Folder.Path("a.mkv"), 3, "64x48", "-c:v", "ffv1", "-pix_fmt", "bgr0");
        Videos.Make(Folder.Path("a%d.png"), 3);

        var frames = Read(path).Cast<FrameItem>().ToList();

        for (var i = 0; i < 3; i++)
        {
            Assert.That(frames[i].Image.Pixels.SequenceEqual(Image.Decode(Folder.Path($"a{i + 1}.png")).Pixels), Is.True);
        }
    }

    [Test]
    public void Read_WithFrameStride_GivesEveryThirdFrame()
    {
        var path = Videos.Make(Folder.Path("a.mkv"), 20, "64x48", "-c:v", "ffv1");
        var all = Read(path).Cast<FrameItem>().ToList();

        var some = Read(path, new() { FrameStride = 3 }).Cast<FrameItem>().ToList();

        Assert.That(some, Has.Count.EqualTo(7));
        Assert.That(some[2].Image.Pixels.SequenceEqual(all[6].Image.Pixels), Is.True);
        Assert.That((some[2].Frame.Number, some[2].Frame.Count, some[2].Frame.FramesPerSecond), Is.EqualTo((3, 7, 10.0 / 3)));
    }

    [Test]
    public void Read_Folder_GivesPicturesThenVideos()
    {
        Videos.Make(Folder.Path("a.mp4"), 2);
        new Image(8, 8).Save(Folder.Path("z.png"));

        Assert.That(Read(Folder.Root).Select(item => Path.GetFileName(item.Path)), Is.EqualTo(new[] { "z.png", "a.mp4", "a.mp4" }));
    }

    [Test]
    public void Read_TruncatedVideo_GivesItsFramesAndSaysThatItBrokeOff()
    {
        var whole = File.ReadAllBytes(Videos.Make(Folder.Path("a.mp4"), 50, "320x240", "-movflags", "+faststart", "-c:v", "mjpeg"));
        var path = Folder.Write("half.mp4", whole[..(whole.Length / 2)]);

        var items = Read(path);

        Assert.That(items.OfType<FrameItem>().Count(), Is.InRange(15, 40));
        Assert.That(items[^1], Is.InstanceOf<FailedItem>().With.Property("Reason").Contains("broke off after"));
    }

    [Test]
    public void Read_FileThatIsNoVideo_SaysWhatFfmpegSays()
    {
        var path = Folder.Write("a.mp4", [1, 2, 3]);

        Assert.That(Failure(path), Does.Contain("no frame could be read").And.Contain("Invalid data"));
    }

    [Test]
    public void Read_VideoWithoutFrames_IsNamed()
    {
        var whole = File.ReadAllBytes(Videos.Make(Folder.Path("a.avi"), 2));
        var path = Folder.Write("empty.avi", whole[..5700]);

        Assert.That(Failure(path), Does.Contain("no frame could be read"));
    }

    [Test]
    public void Read_WithoutFfmpeg_SaysThatItIsMissing()
    {
        var path = Videos.Make(Folder.Path("a.mp4"), 2);

        Assert.That(Failure(path, new() { Ffmpeg = "no-such-ffmpeg" }), Does.Contain("no program 'no-such-ffmpeg'").And.Contain("Install ffmpeg"));
    }

    [Test]
    public void Read_WithAProgramThatIsNoFfmpeg_SaysSo()
    {
        var path = Videos.Make(Folder.Path("a.mp4"), 2);

        Assert.That(Failure(path, new() { Ffmpeg = "echo" }), Does.Contain("no ffmpeg"));
    }

    [Test]
    public void Read_Abandoned_EndsFfmpeg()
    {
        var path = Videos.Make(Folder.Path("a.mp4"), 200);

        Assert.That(PictureSource.Parse(path).Read(default).First(), Is.InstanceOf<FrameItem>());

        Assert.That(Videos.Running(), Is.Zero);
    }

    [Test]
    public void Read_Cancelled_EndsFfmpegAndThrows()
    {
        var path = Videos.Make(Folder.Path("a.mp4"), 200, "640x480");
        using var source = new CancellationTokenSource();

        Assert.That(
            () =>
            {
                foreach (var item in PictureSource.Parse(path).Read(source.Token))
                {
                    source.Cancel();
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Videos.Running(), Is.Zero);
    }

    [Test]
    public void Read_CameraThatIsNotThere_IsNamed() => Assert.That(Failure("61"), Does.Contain("/dev/video61").Or.Contain("no frame"));

    [Test]
    public void Read_VideoThatNamesOtherFiles_OpensNoneOfThem()
    {
        // A list of files in disguise must not become a way to read this machine's files or its network.
        Videos.Make(Folder.Path("secret.mp4"), 2);
        var path = Folder.Write("a.mp4", $"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/secret.mp4\n#EXT-X-ENDLIST\n");

        Assert.That(Failure(path), Does.Contain("no frame could be read"));
    }

    private static List<SourceItem> Read(string source, SourceOptions? options = null) => [.. PictureSource.Parse(source, options).Read(default)];

    private static string Failure(string source, SourceOptions? options = null)
    {
        var items = Read(source, options);
        Assert.That(items, Has.Count.EqualTo(1));
        return ((FailedItem)items[0]).Reason;
    }
}
