using Yolo.Data;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Data.Sampling;
using Yolo.Data.Shapes;
using Yolo.Geometry;
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
    public void Draw_WithLessVisibility_LetsShapesCoverOneAnother_AndLeavesThatMuch()
    {
        var options = Few with { LeastVisibility = 0.5 };
        var covered = 0;
        for (int picture = 0; picture < 40; picture++)
        {
            var random = new SampleRandom(3, 0, picture);
            var scene = ShapesScene.Draw(options, ref random);
            var shares = scene.Shapes.Index().Select(one => one.Item.VisibleShare(scene.Shapes.Skip(one.Index + 1), scene.Image.Width, scene.Image.Height)).ToList();
            Assert.That(shares, Has.All.AtLeast(0.5));
            covered += shares.Count(share => share < 0.95);
        }

        Assert.That(covered, Is.GreaterThan(10));
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
    public void Ensure_ForATask_LabelsShapesAsItNeedsThem([Values(LabelForm.Polygons, LabelForm.Keypoints, LabelForm.Corners)] LabelForm form)
    {
        var spec = DatasetSpec.Load(ShapesDataset.Ensure(Folder.Root, Few with { Labels = form }), new() { Labels = form });
        var boxes = DatasetSpec.Load(ShapesDataset.Ensure(Folder.Root, Few));
        var (data, plain) = (spec.Scan(DatasetSplit.Train), boxes.Scan(DatasetSplit.Train));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Faults, Is.Empty);
            Assert.That(data.Images.Count, Is.EqualTo(24));
            Assert.That(data.CountByClass(5), Is.EqualTo(plain.CountByClass(5)), "the same pictures");
        }

        var store = new ImageStore(data.Images, 128, targets: new() { Labels = form, FlipIndices = spec.FlipIndices });
        foreach (var sample in Enumerable.Range(0, 24).Select(index => store.Load(index)))
        {
            foreach (var item in sample.Objects)
            {
                Assert.That(form == LabelForm.Keypoints ? item.Keypoints!.Length : item.Polygon!.Length, Is.GreaterThanOrEqualTo(12));
            }
        }
    }

    [Test]
    public void Ensure_ForPose_SaysEachCornerOnce()
    {
        var spec = DatasetSpec.Load(ShapesDataset.Ensure(Folder.Root, Few with { Labels = LabelForm.Keypoints }), new() { Labels = LabelForm.Keypoints });
        var labels = spec.Scan(DatasetSplit.Train).Images.SelectMany(image => image.Objects).ToList();
        int Visible(ObjectLabel label) => label.Keypoints.ToArray().Chunk(3).Count(point => point[2] > 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((spec.Keypoints, spec.FlipIndices.Count), Is.EqualTo(((KeypointShape?)new KeypointShape(4, 3), 4)));
            Assert.That(labels.Where(label => label.Class == (int)ShapeKind.Triangle).Select(Visible), Has.All.InRange(2, 3));
            Assert.That(labels.Where(label => label.Class == (int)ShapeKind.Circle).Select(Visible), Has.All.EqualTo(4));
            foreach (var label in labels)
            {
                float[][] points = [.. label.Keypoints.ToArray().Chunk(3)];
                Assert.That(points[0][1], Is.EqualTo(label.Box.Y - (label.Box.Height / 2)).Within(0.01), "the topmost corner");
                Assert.That(points.Where(point => point[2] > 0).Select(point => point[0]), Has.All.InRange(label.Box.X - (label.Box.Width / 2) - 0.01, label.Box.X + (label.Box.Width / 2) + 0.01));
            }
        }
    }

    [Test]
    public void Ensure_ForClasses_WritesAFolderAClass()
    {
        var spec = DatasetSpec.Load("shapes", new() { Labels = LabelForm.Folders, DatasetsFolder = Folder.Root });
        var train = spec.Scan(DatasetSplit.Train);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spec.Root, Is.EqualTo(Folder.Path("shapes-cls")));
            Assert.That(spec.Names, Is.EqualTo(new[] { "circle", "ring", "square", "star", "triangle" }));
            Assert.That(train.CountByClass(5), Has.All.EqualTo(120));
            Assert.That(spec.Scan(DatasetSplit.Val).CountByClass(5), Has.All.EqualTo(20));
            Assert.That(train.Notices, Is.Empty);
        }
    }

    [Test]
    public void Outline_AsAPolygon_CoversWhatIsDrawn([Range(0, 4)] int kind)
    {
        var image = new Image(100, 100);
        var outline = ShapeOutline.Create((ShapeKind)kind, new(50, 50), 30, 0.4);
        outline.Draw(new Canvas(image), Rgb.White);
        byte[] mask = new byte[10000];
        PolygonRaster.Fill([.. outline.Polygon().SelectMany(point => new[] { (float)point.X, (float)point.Y })], mask, 100, 100);
        int both = Enumerable.Range(0, 10000).Count(at => mask[at] == 1 && image[at % 100, at / 100].R > 127);
        int either = Enumerable.Range(0, 10000).Count(at => mask[at] == 1 || image[at % 100, at / 100].R > 127);
        Assert.That((double)both / either, Is.GreaterThan(0.88));
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
        foreach (var box in scene.Shapes.Select(shape => shape.Bounds))
        {
            Assert.That(box.Left >= 0 && box.Top >= 0 && box.Right <= scene.Image.Width && box.Bottom <= scene.Image.Height);
            Assert.That(scene.Shapes.Count(other => other.Bounds.Left < box.Right && box.Left < other.Bounds.Right && other.Bounds.Top < box.Bottom && box.Top < other.Bounds.Bottom), Is.EqualTo(1));
        }
    }

    private static string Contents(string yaml) => string.Join('\n', Directory
        .EnumerateFiles(Path.GetDirectoryName(yaml)!, "*.*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetRelativePath(Path.GetDirectoryName(yaml)!, file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"));
}
