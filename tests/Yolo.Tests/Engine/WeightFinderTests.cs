using Yolo.Checkpoints;
using Yolo.Checkpoints.Weights;
using Yolo.Engine;
using Yolo.Tests.Checkpoints;

namespace Yolo.Tests.Engine;

/// <summary>Models by the names of published files, against a server on this machine.</summary>
public sealed class WeightFinderTests
{
    [Test]
    public void Model_OfAPublishedName_IsDownloadedOnceAndLoaded()
    {
        using var folder = new TemporaryFolder();
        using var server = new LoopbackServer(File.ReadAllBytes(Shared.Path("weights", "bccd-yolo11n.pt")));
        var told = new Told();
        var finder = new WeightFinder(folder.Path("weights"), told, server.Address);

        using (var model = new YoloModel("yolo11n.pt", finder))
        {
            Assert.That(model.Names, Has.Count.EqualTo(3));
        }

        using var again = new YoloModel("yolo11n.pt", finder);
        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That((told.Last.Received, told.Last.Total), Is.EqualTo((5441136L, (long?)5441136L)));
        Assert.That(told.Last.Warning, Does.Contain("No hash of yolo11n.pt"));
        Assert.That(File.Exists(folder.Path("weights", "yolo11n.pt")));
    }

    [Test]
    public void Model_OfAPublishedNameOffline_SaysWhereToPutTheFile()
    {
        using var folder = new TemporaryFolder();
        var finder = new WeightFinder(folder.Path("weights"), release: new Uri("http://localhost:9/"));

        Assert.That(
            () => new YoloModel("yolo11n.pt", finder),
            Throws.TypeOf<CheckpointException>().With.Message.Contains(folder.Path("weights", "yolo11n.pt")));
    }

    [TestCase("missing.pt")]
    [TestCase("runs/yolo11n.pt")]
    [TestCase("yolo11n.safetensors")]
    public void Model_OfAnotherNameThatIsNowhere_IsAnErrorWithoutADownload(string name)
    {
        using var folder = new TemporaryFolder();
        var finder = new WeightFinder(folder.Path("weights"), release: new Uri("http://localhost:9/"));

        Assert.That(() => new YoloModel(name, finder), Throws.TypeOf<ModelLoadException>().With.Message.Contains(name));
    }

    [TestCase("yolov5n.pt", "yolov5nu.pt")]
    [TestCase("yolov5x6.pt", "yolov5x6u.pt")]
    [TestCase("yolov3.pt", "yolov3u.pt")]
    [TestCase("yolov3-tiny.pt", "yolov3-tinyu.pt")]
    [TestCase("yolov8n.pt", "yolov8n.pt")]
    public void Model_OfAnOldRelease_IsTheFileThatTookItsPlace(string name, string found)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path(found), string.Empty);

        Assert.That(new WeightFinder(folder.Root, release: new Uri("http://localhost:9/")).Find(name), Is.EqualTo(folder.Path(found)));
        File.WriteAllText(folder.Path(name), string.Empty);
        Assert.That(new WeightFinder(folder.Root).Find(name), Is.EqualTo(folder.Path(name)), "a file of that very name comes first");
    }

    [TestCase("yolov5nu.pt", true)]
    [TestCase("yolov5n.pt", false)]
    [TestCase("yolov8x-seg.pt", true)]
    [TestCase("yolov9c.pt", true)]
    [TestCase("yolo26s-pose.pt", true)]
    [TestCase("yolo11n.PT", false)]
    [TestCase("best.pt", false)]
    public void Names_OfPublishedFiles_AreKnown(string name, bool published) => Assert.That(WeightFinder.IsPublished(name), Is.EqualTo(published));

    private sealed class Told : IProgress<DownloadProgress>
    {
        internal DownloadProgress Last { get; private set; }

        public void Report(DownloadProgress value) => Last = value;
    }
}
