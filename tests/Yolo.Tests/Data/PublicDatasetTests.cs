using System.IO.Compression;
using Yolo.Data;
using Yolo.Data.Labels;
using Yolo.Tests.Sources;

namespace Yolo.Tests.Data;

public sealed class PublicDatasetTests : FolderFixture
{
    [TestCase("coco8.yaml", 80)]
    [TestCase("COCO8.yaml", 80)]
    public void Load_APublicName_DescribesAndFetchesIt(string name, int classes)
    {
        using var server = new WebServer();
        server.Offer("/coco8.zip", Archive("coco8/images/train/a.bmp", "coco8/images/val/a.bmp"), "application/zip");
        var messages = new List<string>();

        var spec = DatasetSpec.Load(name, Options(server, messages));
        var again = DatasetSpec.Load(name, Options(server, messages));

        Assert.Multiple(() =>
        {
            Assert.That((spec.ClassCount, spec.Names[0], spec.Root), Is.EqualTo((classes, "person", Folder.Path("sets", "coco8"))));
            Assert.That(ImageList.Collect(spec.Entries(DatasetSplit.Val)), Has.Count.EqualTo(1));
            Assert.That(messages, Has.Some.Contains("Downloading").And.Some.Contains("MiB are here"));
            Assert.That((again.Root, server.Requests.Count), Is.EqualTo((spec.Root, 1)), "the second time it is there");
        });
    }

    [Test]
    public void Load_APublicNameOfClassFolders_FetchesThem()
    {
        using var server = new WebServer();
        server.Offer("/mnist160.zip", Archive("mnist160/train/0/a.bmp", "mnist160/train/1/b.bmp", "mnist160/test/0/c.bmp"), "application/zip");
        var options = Options(server, []) with { Labels = LabelForm.Folders };

        var spec = DatasetSpec.Load("MNIST160", options);
        var again = DatasetSpec.Load("mnist160", options);

        Assert.Multiple(() =>
        {
            Assert.That((spec.Names, spec.Root), Is.EqualTo((new[] { "0", "1" }, Folder.Path("sets", "mnist160", "mnist160"))));
            Assert.That((again.Root, server.Requests.Count), Is.EqualTo((spec.Root, 1)), "the second time it is there");
        });
    }

    [Test]
    public void Load_AnArchiveThatIsNotWhatItMustBe_RefusesIt()
    {
        using var server = new WebServer();
        server.Offer("/construction-ppe.zip", Archive("construction-ppe/images/val/a.bmp"), "application/zip");

        Assert.That(() => DatasetSpec.Load("construction-ppe.yaml", Options(server, [])), Throws.TypeOf<DatasetException>().With.Message.Contains("SHA-256"));
        Assert.That(Directory.Exists(Folder.Path("sets", "construction-ppe")), Is.False);
    }

    [Test]
    public void Load_WithoutANetwork_SaysWhereToPutIt()
    {
        var options = Options(null, []) with { Assets = new("http://127.0.0.1:9/") };

        Assert.That(
            () => DatasetSpec.Load("coco128.yaml", options),
            Throws.TypeOf<DatasetException>().With.Message.Contains("http://127.0.0.1:9/coco128.zip").And.Message.Contains($"unpack it to {Folder.Path("sets", "coco128")}"));
    }

    [Test]
    public void Load_APublicNameWithoutAnArchive_SaysSo() =>
        Assert.That(() => DatasetSpec.Load("VOC.yaml", Options(null, [])), Throws.TypeOf<DatasetException>().With.Message.Contains("not published as one archive"));

    [Test]
    public void Descriptions_AllOfThem_AreRead()
    {
        foreach (var name in PublicDatasets.Names)
        {
            var known = PublicDatasets.Find(name + ".yaml")!;
            Folder.Write($"sets/{known.Folder}/{known.Val}/a.bmp", "");

            var spec = DatasetSpec.Load(name + ".yaml", Options(null, []));

            Assert.That((spec.ClassCount, spec.Keypoints), Is.EqualTo((known.Classes.Count, known.Keypoints)), name);
            Assert.That(spec.Names, Is.EqualTo(known.Classes), name);
        }
    }

    private DatasetOptions Options(WebServer? server, List<string> messages) => new()
    {
        DatasetsFolder = Folder.Path("sets"),
        Timeout = TimeSpan.FromSeconds(20),
        Report = messages.Add,
        Assets = server is null ? PublicDatasets.OfficialAssets : new(server.Address + "/"),
    };

    private static byte[] Archive(params string[] names)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                zip.CreateEntry(name);
            }
        }

        return memory.ToArray();
    }
}
