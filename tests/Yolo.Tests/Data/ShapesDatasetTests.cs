using Yolo.Data;
using Yolo.Data.Labels;
using Yolo.Data.Sampling;
using Yolo.Data.Shapes;
using Yolo.Imaging;

namespace Yolo.Tests.Data;

public sealed class ShapesDatasetTests : FolderFixture
{
    private static readonly ShapesOptions Few = new() { TrainImages = 24, ValImages = 8, ImageSize = 128 };

    [Test]
    public void Ensure_WritesAnOrdinaryDataSet()
    {
        var spec = DatasetSpec.Load(ShapesDataset.Ensure(Folder.Root, Few));
        var train = LabelScanner.Scan(ImageList.Collect(spec.Entries(DatasetSplit.Train)), spec.Rules);
        var val = LabelScanner.Scan(ImageList.Collect(spec.Entries(DatasetSplit.Val)), spec.Rules);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spec.Names, Is.EqualTo(new[] { "circle", "square", "triangle", "star", "ring" }));
            Assert.That((train.Images.Count, val.Images.Count), Is.EqualTo((24, 8)));
            Assert.That(train.Faults.Concat(val.Faults), Is.Empty);
            Assert.That(train.CountByClass(5), Has.All.GreaterThan(3));
            Assert.That(train.Images.Select(image => (image.Width, image.Height)).Distinct().Count(), Is.EqualTo(3));
        }
    }

    [Test]
    public void Ensure_WithTheSameSeed_WritesTheSameFiles()
    {
        string first = ShapesDataset.Ensure(Folder.Path("one"), Few), second = ShapesDataset.Ensure(Folder.Path("two"), Few);
        string other = ShapesDataset.Ensure(Folder.Path("two"), Few with { Seed = 1 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Contents(second), Is.EqualTo(Contents(first)));
            Assert.That(Contents(other), Is.Not.EqualTo(Contents(first)));
        }
    }

    [Test]
    public void Ensure_ASecondTime_ChangesNothing()
    {
        string yaml = ShapesDataset.Ensure(Folder.Root, Few);
        var written = File.GetLastWriteTimeUtc(yaml);
        Assert.That((ShapesDataset.Ensure(Folder.Root, Few), File.GetLastWriteTimeUtc(yaml)), Is.EqualTo((yaml, written)));
    }

    [Test]
    public void Ensure_Cancelled_LeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ShapesDataset.Ensure(Folder.Root, Few, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Directory.GetFileSystemEntries(Folder.Root), Is.Empty);
        }
    }

    [Test]
    public void Outline_IsDrawnWithinItsBounds([Values] bool turned, [Range(0, 4)] int kind)
    {
        var image = new Image(100, 100);
        var outline = ShapeOutline.Create((ShapeKind)kind, new(50.3, 48.8), 30, turned ? 1 : 0);
        outline.Draw(new Canvas(image), Rgb.White);
        (int left, int top, int right, int bottom) = (100, 100, 0, 0);
        for (int at = 0; at < 10000; at++)
        {
            if (image[at % 100, at / 100].R > 0)
            {
                (left, right) = (Math.Min(left, at % 100), Math.Max(right, (at % 100) + 1));
                (top, bottom) = (Math.Min(top, at / 100), Math.Max(bottom, (at / 100) + 1));
            }
        }

        var bounds = outline.Bounds;
        Assert.That(new[] { left, top, right, bottom }, Is.EqualTo(new[] { bounds.Left, bounds.Top, bounds.Right, bounds.Bottom }).Within(2));
    }

    [Test]
    public void Scene_KeepsShapesApartAndInside([Range(0, 20)] int index)
    {
        var random = new SampleRandom(0, 0, index);
        var scene = ShapesScene.Draw(Few, ref random);
        foreach (var (_, box) in scene.Shapes)
        {
            Assert.That(box.Left >= 0 && box.Top >= 0 && box.Right <= scene.Image.Width && box.Bottom <= scene.Image.Height);
            Assert.That(scene.Shapes.Count(other => other.Box.Left < box.Right && box.Left < other.Box.Right && other.Box.Top < box.Bottom && box.Top < other.Box.Bottom), Is.EqualTo(1));
        }
    }

    private static string Contents(string yaml) => string.Join('\n', Directory
        .EnumerateFiles(Path.GetDirectoryName(yaml)!, "*.*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetRelativePath(Path.GetDirectoryName(yaml)!, file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"));
}
