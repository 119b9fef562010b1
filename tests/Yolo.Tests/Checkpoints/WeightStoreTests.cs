using System.Security.Cryptography;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Weights;
using Yolo.Engine;

namespace Yolo.Tests.Checkpoints;

/// <summary>Finding weights, against a server on this machine.</summary>
public sealed class WeightStoreTests
{
    private static readonly byte[] Contents = Graphs.ToBytes(Graphs.Checkpoint());

    private static readonly Dictionary<string, KnownWeights> Known = new()
    {
        ["yolo11n.pt"] = new(Contents.Length, Convert.ToHexString(SHA256.HashData(Contents))),
    };

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();

    [TearDown]
    public void DeleteFiles()
    {
        foreach (var file in _folder.Files)
        {
            File.Delete(_folder.Path(file));
        }
    }

    [OneTimeTearDown]
    public void Clean()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Store_OfFileOnDisk_AsksNobody()
    {
        using var server = new LoopbackServer(Contents);
        File.WriteAllBytes(_folder.Path("yolo11n.pt"), Contents);

        Assert.That(await Store(server).FindAsync("yolo11n.pt"), Is.EqualTo(_folder.Path("yolo11n.pt")));
        Assert.That(await Store(server).FindAsync(_folder.Path("yolo11n.pt")), Is.EqualTo(_folder.Path("yolo11n.pt")));
        Assert.That(server.Requests, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Store_OfReleasedFile_DownloadsIt(bool known)
    {
        using var server = new LoopbackServer(Contents);
        var progress = new Recorder();

        var path = await Store(server, known).FindAsync("yolo11n.pt", progress);

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Contents));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "yolo11n.pt" }));
        Assert.That(progress.Reports[0], Is.EqualTo(new DownloadProgress("yolo11n.pt", Contents.Length, Contents.Length)));
        Assert.That(progress.Reports.Skip(1).Select(report => report.Warning), known ? Is.Empty : Has.One.Contains("No hash of yolo11n.pt"));
    }

    [Test]
    public void Hashes_OfTheOfficialRelease_AreThoseOfPublishedFiles()
    {
        Assert.That(ReleasedWeights.All.Keys.Where(name => !WeightFinder.IsPublished(name)), Is.Empty);
        Assert.That(ReleasedWeights.All.Values.Select(known => Convert.FromHexString(known.Sha256).Length), Is.All.EqualTo(SHA256.HashSizeInBytes));
        Assert.That(ReleasedWeights.All.Values.Select(known => known.Sha256), Is.Unique);
    }

    [Test]
    public void Store_OfTheOfficialRelease_RefusesWhatHasAnotherHash()
    {
        using var server = new LoopbackServer(Contents);
        using var client = new HttpClient(new Redirection(server.Address));
        var store = new WeightStore(_folder.Root, client);

        Assert.That(async () => await store.FindAsync("yolo11n.pt"), Throws.TypeOf<CheckpointException>().With.Message.Contains("0ebbc80d4a76"));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task Store_AfterBrokenConnection_GoesOnWhereItStopped()
    {
        using var server = new LoopbackServer(Contents) { BreakAfter = 1000 };
        Assert.That(async () => await Store(server).FindAsync("yolo11n.pt"), Throws.TypeOf<CheckpointException>().With.Message.Contains("what has arrived is kept"));
        File.WriteAllBytes(_folder.Path("yolo11n.pt.part"), Contents[..1000]);
        server.BreakAfter = int.MaxValue;

        var path = await Store(server).FindAsync("yolo11n.pt");

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Contents));
        Assert.That(server.Requests[^1], Is.EqualTo("/yolo11n.pt bytes=1000-"));
    }

    [Test]
    public async Task Store_WithServerThatKnowsNoRanges_StartsAfresh()
    {
        using var server = new LoopbackServer(Contents) { KnowsRanges = false };
        File.WriteAllBytes(_folder.Path("yolo11n.pt.part"), new byte[1000]);

        Assert.That(File.ReadAllBytes(await Store(server).FindAsync("yolo11n.pt")), Is.EqualTo(Contents));
    }

    [TestCase(0, true)]
    [TestCase(0, false)]
    [TestCase(100, false)]
    public async Task Store_WithWholeOrTooLongPart_EndsWithTheFile(int surplus, bool known)
    {
        using var server = new LoopbackServer(Contents);
        File.WriteAllBytes(_folder.Path("yolo11n.pt.part"), [.. Contents, .. new byte[surplus]]);

        Assert.That(File.ReadAllBytes(await Store(server, known).FindAsync("yolo11n.pt")), Is.EqualTo(Contents));
    }

    [TestCase(true, "SHA-256")]
    [TestCase(false, "checksum")]
    public void Store_OfDamagedFile_RefusesAndDeletesIt(bool known, string what)
    {
        var damaged = Contents.ToArray();
        damaged[200] ^= 1;
        using var server = new LoopbackServer(damaged);

        Assert.That(async () => await Store(server, known).FindAsync("yolo11n.pt"), Throws.TypeOf<CheckpointException>().With.Message.Contains(what));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public void Store_OfUnknownName_SaysWhereToPutTheFile()
    {
        using var server = new LoopbackServer(Contents);

        Assert.That(async () => await Store(server).FindAsync("yolo99n.pt"), Throws.TypeOf<CheckpointException>()
            .With.Message.Contains("404").And.Message.Contains($"put it at {_folder.Path("yolo99n.pt")}"));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public void Store_WithoutNetwork_SaysWhereToPutTheFile()
    {
        Uri address;
        using (var server = new LoopbackServer(Contents))
        {
            address = server.Address;
        }

        var store = new WeightStore(_folder.Root, _client, null, address);
        Assert.That(async () => await store.FindAsync("yolo11n.pt"), Throws.TypeOf<CheckpointException>()
            .With.Message.Contains($"download {address}yolo11n.pt elsewhere"));
    }

    [TestCase("models/yolo11n.pt")]
    [TestCase("../yolo11n.pt")]
    [TestCase("yolo11n.onnx")]
    public void Store_OfPathOrOtherKind_DownloadsNothing(string name)
    {
        using var server = new LoopbackServer(Contents);

        Assert.That(async () => await Store(server).FindAsync(name), Throws.TypeOf<CheckpointException>().With.Message.Contains("no such file"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public void Store_WhenCancelled_Stops()
    {
        using var server = new LoopbackServer(Contents);

        Assert.That(async () => await Store(server).FindAsync("yolo11n.pt", cancellation: new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private WeightStore Store(LoopbackServer server, bool known = true) =>
        new(_folder.Root, _client, known ? Known : null, server.Address);

    /// <summary>Brings what is asked of anyone to one server.</summary>
    private sealed class Redirection(Uri server) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(server, Path.GetFileName(request.RequestUri!.AbsolutePath));
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Recorder : IProgress<DownloadProgress>
    {
        internal List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value) => Reports.Add(value);
    }
}
