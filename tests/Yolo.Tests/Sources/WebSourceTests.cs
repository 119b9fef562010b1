using System.Net;
using System.Text;
using Yolo.Imaging;
using Yolo.Sources;
using Yolo.Sources.Web;

namespace Yolo.Tests.Sources;

public sealed class WebSourceTests : FolderFixture
{
    private static readonly SourceOptions Local = new() { AllowPrivateAddresses = true, Timeout = TimeSpan.FromSeconds(30), BufferStreams = true, ReconnectPause = TimeSpan.FromMilliseconds(1) };

    private WebServer server = null!;

    [SetUp]
    public void SetUp() => server = new WebServer();

    [TearDown]
    public void TearDown()
    {
        server.Dispose();
        Assert.That(Videos.Running(), Is.Zero, "no ffmpeg is left behind");
    }

    [Test]
    public void Read_Picture_ComesDecoded()
    {
        server.Offer("/a.png", new Image(5, 4).Encode(ImageFormat.Png), "application/octet-stream");

        var item = (PictureItem)Read("/a.png?key=secret").Single();

        Assert.That((item.Decode().Width, item.Path), Is.EqualTo((5, server.Address + "/a.png")));
    }

    [Test]
    public void Read_RedirectedPicture_IsFollowed()
    {
        server.Redirect("/old", "/a.png");
        server.Offer("/a.png", new Image(5, 4).Encode(ImageFormat.Png), "image/png");

        Assert.That(Read("/old").Single(), Is.InstanceOf<PictureItem>());
    }

    [Test]
    public void Read_Credentials_AreSentAndNeverShown()
    {
        server.Offer("/a.png", new Image(5, 4).Encode(ImageFormat.Png), "image/png");
        var address = server.Address.Replace("://", "://me:pass%20word@");

        var found = Read(address + "/a.png", Local).Single();
        var missing = (FailedItem)Read(address + "/b.png?token=hush", Local).Single();

        Assert.That(found, Is.InstanceOf<PictureItem>());
        Assert.That(server.Requests[0], Does.EndWith(Convert.ToBase64String(Encoding.UTF8.GetBytes("me:pass word"))));
        Assert.That($"{found.Path} {missing.Path} {missing.Reason}", Does.Not.Contain("pass").And.Not.Contain("hush").And.Not.Contain("me:"));
    }

    [Test]
    public void Read_Video_IsFetchedAndItsFileRemoved()
    {
        server.Offer("/clip.mp4", File.ReadAllBytes(Videos.Make(Folder.Path("a.mp4"), 5)), "video/mp4");
        var before = Directory.GetFiles(Path.GetTempPath(), "yolo-*.mp4").Length;

        var items = Read("/clip.mp4");

        Assert.That(items.Cast<FrameItem>().Select(item => item.Frame.Number), Is.EqualTo(Enumerable.Range(1, 5)));
        Assert.That(items[0].Path, Is.EqualTo(server.Address + "/clip.mp4"));
        Assert.That(Directory.GetFiles(Path.GetTempPath(), "yolo-*.mp4"), Has.Length.EqualTo(before));
    }

    [Test]
    public void Read_EndlessStreamThatEnds_GivesItsFrames()
    {
        Camera("/camera", [.. Videos.Jpegs(Folder, 6)], closes: true);

        var items = Read("/camera");

        Assert.That(items, Has.Count.EqualTo(6).And.All.InstanceOf<FrameItem>());
        Assert.That(((FrameItem)items[0]).Frame, Is.EqualTo(new VideoFrame(0, 1, null, ((FrameItem)items[0]).Frame.FramesPerSecond, true)));
    }

    [Test]
    public void Read_StreamThatIsLost_IsOpenedAgain()
    {
        Camera("/camera", [.. Videos.Jpegs(Folder, 6)], closes: false);

        var frames = PictureSource.Parse(server.Address + "/camera", Local).Read(default).Take(15).Cast<FrameItem>().ToList();

        Assert.That(frames.Select(item => item.Frame.Number), Is.EqualTo(Enumerable.Range(1, 15)));
        Assert.That(server.Requests, Has.Count.GreaterThanOrEqualTo(3));
    }

    [Test]
    public void Read_StreamThatDoesNotComeBack_SaysAfterHowManyFrames()
    {
        var jpegs = Videos.Jpegs(Folder, 6);
        var first = true;
        server["/camera"] = context =>
        {
            if (!first)
            {
                context.Response.StatusCode = 503;
                context.Response.Close();
                return;
            }

            first = false;
            Send(context, jpegs, closes: false);
        };

        var items = Read(server.Address + "/camera", Local with { Reconnects = 2 });

        Assert.That(items.OfType<FrameItem>().Count(), Is.InRange(4, 6));
        Assert.That(((FailedItem)items[^1]).Reason, Does.Contain("lost after").And.Contain("2 attempts").And.Contain("503"));
        Assert.That(server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public void Read_StreamAbandoned_HangsUp()
    {
        Camera("/camera", [.. Videos.Jpegs(Folder, 6)], closes: null);

        Assert.That(PictureSource.Parse(server.Address + "/camera", Local).Read(default).First(), Is.InstanceOf<FrameItem>());
    }

    [Test]
    public void Read_StreamCancelledWhileItIsSilent_EndsAtOnce()
    {
        Camera("/camera", [.. Videos.Jpegs(Folder, 6)], closes: null);
        using var source = new CancellationTokenSource();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.That(
            () =>
            {
                foreach (var item in PictureSource.Parse(server.Address + "/camera", Local with { Timeout = TimeSpan.FromMinutes(1) }).Read(source.Token))
                {
                    source.CancelAfter(100);
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void Read_StreamList_GivesFramesOfEach()
    {
        Camera("/one", [.. Videos.Jpegs(Folder, 4)], closes: true);
        var video = Videos.Make(Folder.Path("a.mp4"), 6);
        var list = Folder.Write("all.streams", $"# two of them\n{server.Address}/one\n\n{video}\n");

        var source = PictureSource.Parse(list, Local);
        var items = source.Read(default).Cast<FrameItem>().ToList();

        Assert.That(source.PreferredBatch, Is.EqualTo(2));
        Assert.That(items.Where(item => item.Frame.Video == 0).Select(item => item.Frame.Number), Is.EqualTo(Enumerable.Range(1, 4)));
        Assert.That(items.Where(item => item.Frame.Video == 1).Select(item => item.Frame.Number), Is.EqualTo(Enumerable.Range(1, 6)));
    }

    [Test]
    public void Read_PrivateAddress_IsRefusedUnlessAllowed()
    {
        server.Offer("/a.png", new Image(5, 4).Encode(ImageFormat.Png), "image/png");

        var failed = (FailedItem)Read(server.Address + "/a.png", new()).Single();
        var stream = (FailedItem)Read("rtsp://user:hush@127.0.0.1:9/live", new()).Single();

        Assert.That(failed.Reason, Does.Contain("refused").And.Contain("allow_private=true"));
        Assert.That((stream.Path, stream.Reason), Is.EqualTo(("rtsp://127.0.0.1:9/live", stream.Reason)));
        Assert.That(stream.Reason, Does.Contain("refused"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public void Read_DeadStream_SaysWhyAndHidesCredentials()
    {
        var failed = (FailedItem)Read("rtsp://user:hush@127.0.0.1:9/live?key=silence", Local).Single();

        Assert.That(failed.Reason, Does.Contain("refused").IgnoreCase.And.Contain("no frame"));
        Assert.That(failed.Reason + failed.Path, Does.Not.Contain("hush").And.Not.Contain("silence"));
    }

    [TestCase("/missing.jpg", "404")]
    [TestCase("/page", "web page")]
    [TestCase("/page.jpg", "web page")]
    [TestCase("/words", "neither a picture nor a video")]
    [TestCase("/circle", "in a circle")]
    [TestCase("/chain0", "more than 10 times")]
    [TestCase("/elsewhere", "kind 'file'")]
    [TestCase("/empty", "sent nothing")]
    public void Read_AddressWithoutPicture_SaysWhatIsThere(string path, string reason)
    {
        server.Offer("/page", "<!DOCTYPE html><p>Hello"u8.ToArray(), "text/html; charset=utf-8");
        server.Offer("/page.jpg", "\n <html><p>Sign in"u8.ToArray(), "image/jpeg");
        server.Offer("/words", "words"u8.ToArray(), "text/plain");
        server.Offer("/empty", [], "image/jpeg");
        server.Redirect("/circle", "/back");
        server.Redirect("/back", "/circle");
        server.Redirect("/elsewhere", "file:///etc/passwd");
        for (var i = 0; i < 15; i++)
        {
            server.Redirect($"/chain{i}", $"/chain{i + 1}");
        }

        Assert.That(((FailedItem)Read(path).Single()).Reason, Does.Contain(reason));
    }

    [Test]
    public void Read_StreamWithinAListOfPictures_IsNamedWithoutItsSecrets()
    {
        var list = Folder.Write("list.txt", "rtsp://user:hush@127.0.0.1/live?key=silence\n");

        var failed = (FailedItem)Read(list, Local).Single();

        Assert.That($"{failed.Path} {failed.Reason}", Does.Contain("rtsp://127.0.0.1/live").And.Contain(".streams").And.Not.Contain("hush").And.Not.Contain("silence"));
    }

    [TestCase("http://127.0.0.1:9/a.jpg")]
    [TestCase("http://no-such-host.invalid/a.jpg")]
    public void Read_DeadAddress_Fails(string address) => Assert.That(Read(address, Local).Single(), Is.InstanceOf<FailedItem>());

    [Test]
    public void Read_SilentServer_FailsInTime()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();

        var failed = (FailedItem)Read($"http://{socket.LocalEndpoint}/a.jpg", Local with { Timeout = TimeSpan.FromSeconds(0.3) }).Single();

        Assert.That(failed.Reason, Does.Contain("within 0.3 seconds"));
    }

    [TestCase("127.0.0.1", true)]
    [TestCase("10.1.2.3", true)]
    [TestCase("172.31.0.1", true)]
    [TestCase("172.32.0.1", false)]
    [TestCase("192.168.1.1", true)]
    [TestCase("169.254.169.254", true)]
    [TestCase("100.64.0.1", true)]
    [TestCase("0.0.0.0", true)]
    [TestCase("8.8.8.8", false)]
    [TestCase("::1", true)]
    [TestCase("::", true)]
    [TestCase("fe80::1", true)]
    [TestCase("fd00::1", true)]
    [TestCase("::ffff:192.168.0.1", true)]
    [TestCase("64:ff9b::a00:1", true)]
    [TestCase("2002:7f00:1::", true)]
    [TestCase("2001:4860:4860::8888", false)]
    public void PrivateAddress_Is_AsTheNetworksSay(string address, bool expected) => Assert.That(PrivateAddress.Is(IPAddress.Parse(address)), Is.EqualTo(expected));

    private static List<SourceItem> Read(string source, SourceOptions options) => [.. PictureSource.Parse(source, options).Read(default)];

    private List<SourceItem> Read(string path) => Read(server.Address + path, Local);

    /// <summary>A camera as they are sold: JPEG after JPEG. It closes the connection properly, breaks it off, or falls silent.</summary>
    private void Camera(string path, List<byte[]> jpegs, bool? closes) => server[path] = context => Send(context, jpegs, closes);

    private static void Send(HttpListenerContext context, List<byte[]> jpegs, bool? closes)
    {
        context.Response.ContentType = "multipart/x-mixed-replace; boundary=frame";
        if (closes == false)
        {
            // More is promised than will come: that is how a loss shows.
            context.Response.ContentLength64 = 1 << 30;
        }
        else
        {
            context.Response.SendChunked = true;
        }

        var stream = context.Response.OutputStream;
        foreach (var jpeg in jpegs)
        {
            stream.Write(Encoding.ASCII.GetBytes($"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {jpeg.Length}\r\n\r\n"));
            stream.Write(jpeg);
            stream.Write("\r\n"u8);
            stream.Flush();
        }

        if (closes == true)
        {
            context.Response.Close();
        }
        else if (closes == false)
        {
            Thread.Sleep(200);
            context.Response.Abort();
        }
    }
}
