using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Text;
using Yolo.Data;

namespace Yolo.Tests.Data;

public sealed class DatasetArchiveTests : FolderFixture
{
    private const string Yaml = "path: .\ntrain: images/val\nval: images/val\nnc: 1";

    [Test]
    public void Load_OfAZipOrTar_UnpacksItBesideItself([Values("farm.zip", "farm.tar", "farm.tar.gz", "farm.tgz")] string name)
    {
        string archive = Folder.Write(name, Archive(name, ("inner/data.yaml", Yaml), ("inner/images/val/a.bmp", "")));
        var spec = DatasetSpec.Load(archive);
        Assert.That(spec.File, Is.EqualTo(Folder.Path("farm", "inner", "data.yaml")));
    }

    [Test]
    public void Load_OfAnArchiveThatLeadsOut_RefusesAndLeavesNothing([Values("farm.zip", "farm.tar")] string name, [Values("../evil.txt", "/tmp/evil-yolo.txt", "a/../../evil.txt")] string entry)
    {
        string archive = Folder.Write(name, Archive(name, ("data.yaml", Yaml), (entry, "evil")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => DatasetSpec.Load(archive), Throws.TypeOf<DatasetException>().With.Message.Contains("leads out"));
            Assert.That(Directory.GetFileSystemEntries(Folder.Root), Is.EqualTo(new[] { archive }));
        }
    }

    [Test]
    public void Load_OfABackslashThatLeadsOut_Refuses() => Assert.That(
        () => DatasetSpec.Load(Folder.Write("farm.zip", Archive("farm.zip", ("..\\evil.txt", "evil")))),
        Throws.TypeOf<DatasetException>().With.Message.Contains("leads out"));

    [Test]
    public void Load_OfAnArchiveWithALink_Refuses()
    {
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "images") { LinkName = "/etc" });
        }

        Assert.That(
            () => DatasetSpec.Load(Folder.Write("farm.tar", memory.ToArray())), Throws.TypeOf<DatasetException>().With.Message.Contains("no plain file"));
    }

    [Test]
    public void Load_OfTooLargeAnArchive_Stops()
    {
        string archive = Folder.Write("farm.zip", Archive("farm.zip", ("data.yaml", new string('x', 5000))));
        Assert.That(
            () => DatasetSpec.Load(archive, new() { MaximumBytes = 4096 }), Throws.TypeOf<DatasetException>().With.Message.Contains("larger than the 4096 bytes"));
    }

    [Test]
    public void Load_OfADamagedArchive_SaysSo([Values("farm.zip", "farm.tar.gz")] string name)
    {
        byte[] content = Archive(name, ("data.yaml", Yaml), ("images/val/a.bmp", new string('x', 5000)));
        string archive = Folder.Write(name, content[..(content.Length / 2)]);
        Assert.That(() => DatasetSpec.Load(archive), Throws.TypeOf<DatasetException>().With.Message.Contains("damaged"));
    }

    [Test]
    public void Load_OfAMissingDataSet_DownloadsIt([Values("", "farm/", "other/")] string prefix)
    {
        using var server = new LoopbackServer(Archive("x.zip", ($"{prefix}images/val/a.bmp", "a"), ($"{prefix}labels/val/a.txt", "")));
        string yaml = Folder.Write("farm.yaml", $"path: farm\ntrain: images/val\nval: images/val\nnc: 1\ndownload: {server.Address}x.zip");
        var messages = new List<string>();
        var spec = DatasetSpec.Load(yaml, Options(messages));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ImageList.Collect(spec.Entries(DatasetSplit.Val)), Is.EqualTo(new[] { Folder.Path("sets", "farm", "images", "val", "a.bmp") }));
            Assert.That(Directory.GetFileSystemEntries(Folder.Path("sets")), Has.Length.EqualTo(1), "temporary files are gone");
            Assert.That(messages, Has.Some.StartsWith("Downloading"));
            Assert.That(DatasetSpec.Load(yaml, Options(messages)).Root, Is.EqualTo(spec.Root));
            Assert.That(server.Requests, Is.EqualTo(1), "the second time it is there");
        }
    }

    [Test]
    public void Load_OfAnAddress_DownloadsAndFindsTheYaml()
    {
        using var server = new LoopbackServer(Archive("x.tar.gz", ("farm/data.yaml", Yaml), ("farm/images/val/a.bmp", "a")));
        Assert.That(DatasetSpec.Load($"{server.Address}barn.tar.gz", Options([])).Root, Is.EqualTo(Folder.Path("sets", "barn", "farm")));
    }

    [Test]
    public void Load_OfARefusedDownload_NamesTheAddress()
    {
        using var server = new LoopbackServer(null);
        string yaml = Folder.Write("farm.yaml", $"path: farm\ntrain: images/val\nval: images/val\nnc: 1\ndownload: {server.Address}x.zip");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => DatasetSpec.Load(yaml, Options([])), Throws.TypeOf<DatasetException>().With.Message.Contains("x.zip").And.Message.Contains("404"));
            Assert.That(() => DatasetSpec.Load(yaml, Options([]) with { Download = false }), Throws.TypeOf<DatasetException>().With.Message.Contains("allow the download"));
        }
    }

    [Test]
    public void Load_OfAnArchiveWithoutTheVal_SaysWhatIsMissing()
    {
        using var server = new LoopbackServer(Archive("x.zip", ("readme.txt", "")));
        string yaml = Folder.Write("farm.yaml", $"path: farm\ntrain: images/val\nval: images/val\nnc: 1\ndownload: {server.Address}x.zip");
        Assert.That(() => DatasetSpec.Load(yaml, Options([])), Throws.TypeOf<DatasetException>().With.Message.Contains("still missing"));
    }

    [Test]
    public void Load_FromASilentServer_GivesUp()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        string address = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/x.zip";
        Assert.That(
            () => DatasetSpec.Load(address, Options([]) with { Timeout = TimeSpan.FromMilliseconds(300) }),
            Throws.TypeOf<DatasetException>().With.Message.Contains("silent"));
    }

    private DatasetOptions Options(List<string> messages) =>
        new() { DatasetsFolder = Folder.Path("sets"), Timeout = TimeSpan.FromSeconds(20), Report = messages.Add };

    private static byte[] Archive(string name, params (string Name, string Text)[] files)
    {
        using var memory = new MemoryStream();
        if (name.EndsWith("zip", StringComparison.Ordinal))
        {
            using var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (entry, text) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
                writer.Write(text);
            }
        }
        else
        {
            using Stream packed = name.EndsWith("gz", StringComparison.Ordinal) ? new GZipStream(memory, CompressionMode.Compress, leaveOpen: true) : memory;
            using var tar = new TarWriter(packed, leaveOpen: true);
            foreach (var (entry, text) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        return memory.ToArray();
    }

    /// <summary>Answers every request with the same content, or with 404.</summary>
    private sealed class LoopbackServer : IDisposable
    {
        private readonly HttpListener listener = new();
        private readonly Task serving;
        private int requests;

        public LoopbackServer(byte[]? content)
        {
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            }

            listener.Prefixes.Add(Address);
            listener.Start();
            serving = Task.Run(() => Serve(content));
        }

        public string Address { get; }

        public int Requests => requests;

        public void Dispose()
        {
            listener.Stop();
            serving.Wait();
            listener.Close();
        }

        private async Task Serve(byte[]? content)
        {
            while (listener.IsListening)
            {
                try
                {
                    var context = await listener.GetContextAsync();
                    Interlocked.Increment(ref requests);
                    context.Response.StatusCode = content is null ? 404 : 200;
                    context.Response.ContentLength64 = content?.Length ?? 0;
                    await context.Response.OutputStream.WriteAsync(content ?? []);
                    context.Response.Close();
                }
                catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }
}
