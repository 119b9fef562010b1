using Yolo.Data;
using Yolo.Data.Labels;

namespace Yolo.Tests.Data;

public sealed class LabelScannerTests : FolderFixture
{
    private static readonly LabelRules TwoClasses = new(2);

    [TestCase("bccd", "train", 3, 205, 0, 2804)]
    [TestCase("coco128", "train2017", 80, 128, 2, 929)]
    public void Scan_OfRealData_CountsPicturesAndObjects(string set, string split, int classes, int images, int backgrounds, int objects)
    {
        string labels = Shared.Path("datasets", set, "labels");
        string[] before = Directory.GetFileSystemEntries(labels);
        var data = LabelScanner.Scan(ImageList.Collect([Shared.Path("datasets", set, "images", split)]), new(classes));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((data.Statistics.Images, data.Images.Count, data.Statistics.Corrupt), Is.EqualTo((images, images, 0)));
            Assert.That(data.Statistics.Missing + data.Statistics.Empty, Is.EqualTo(backgrounds));
            Assert.That(data.CountByClass(classes).Sum(), Is.EqualTo(objects));
            Assert.That(data.Images.Select(image => Math.Min(image.Width, image.Height)), Has.All.GreaterThan(100));
            Assert.That(Directory.GetFileSystemEntries(labels), Is.EqualTo(before), "a read-only data set stays as it is");
            Assert.That(data.Notices, Has.Exactly(1).Contains("cannot be written to"));
        }
    }

    [Test]
    public void Scan_CountsEachKindOfFileAndNamesEachFault()
    {
        Write("good", "0 0.5 0.5 0.2 0.2\n0 0.5 0.5 0.2 0.2");
        Write("empty", "\n");
        Write("missing", null);
        Write("badclass", "0 0.5 0.5 0.2 0.2\n7 0.5 0.5 0.2 0.2");
        Folder.Write("images/broken.bmp", "BMxxxx");
        Folder.Write("images/small.bmp", TinyImages.Bmp(9, 20));
        var data = Scan();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Statistics, Is.EqualTo(new LabelStatistics(Images: 6, Found: 3, Missing: 3, Empty: 1, Corrupt: 3, DuplicatesRemoved: 1)));
            Assert.That(data.Images.Select(image => (Path.GetFileName(image.Path), image.Width, image.Height, image.Objects.Count)), Is.EqualTo(new[]
            {
                ("empty.bmp", 32, 24, 0), ("good.bmp", 32, 24, 1), ("missing.bmp", 32, 24, 0),
            }));
            Assert.That(data.Faults.Select(fault => fault.ToString()), Is.EqualTo(new[]
            {
                $"{Folder.Path("labels", "badclass.txt")}:2: class 7 does not exist; the data set has the classes 0 to 1",
                data.Faults[1].ToString(),
                $"{Folder.Path("labels", "good.txt")}:2: repeats line 1 and is left out",
                $"{Folder.Path("images", "small.bmp")}: the picture has 9x20 pixels; each side needs at least 10",
            }));
            Assert.That(data.Faults[1].Path, Is.EqualTo(Folder.Path("images", "broken.bmp")));
        }
    }

    [TestCase("coco-seg", LabelForm.Polygons, 48)]
    [TestCase("coco8-pose", LabelForm.Keypoints, 4)]
    [TestCase("dota", LabelForm.Corners, 56)]
    public void Scan_OfRealDataOfATask_FindsNoFault(string set, LabelForm form, int images)
    {
        var spec = DatasetSpec.Load(Shared.Path("datasets", set, $"{set}.yaml"), new() { Labels = form });
        var data = spec.Scan(DatasetSplit.Train);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((data.Images.Count, data.Faults.Count(fault => fault.Fatal)), Is.EqualTo((images, 0)));
            Assert.That(data.Images.SelectMany(image => image.Objects).Select(label => label.Polygon.IsEmpty), Has.All.EqualTo(form == LabelForm.Keypoints));
        }
    }

    [Test]
    public void Scan_OfBoxesWherePolygonsAreWanted_NamesTheFiles()
    {
        Write("first", "0 0.5 0.5 0.2 0.2");
        Write("second", "0 0.5 0.5 0.2 0.2\n0 0.5 0.5 0.2 0.3");
        Assert.That(
            () => Scan(TwoClasses with { Form = LabelForm.Polygons }),
            Throws.TypeOf<DatasetException>().With.Message.Contains("first.txt:1: a row of 5 numbers is a box").And.Message.Contains("Faulty as well: second.txt."));
    }

    [Test]
    public void Scan_OfAListedPictureThatIsGone_LeavesItOut()
    {
        Write("good", "0 0.5 0.5 0.2 0.2");
        var data = LabelScanner.Scan([Folder.Path("images", "good.bmp"), Folder.Path("images", "gone.bmp")], TwoClasses);
        Assert.That((data.Images.Count, data.Statistics.Corrupt), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Scan_WithoutAUsablePicture_NamesTheFirstFault()
    {
        Write("bad", "0 0.5 0.5 0.2 2");
        Assert.That(() => Scan(), Throws.TypeOf<DatasetException>().With.Message.Contains("bad.txt:1: 2 is above 1"));
    }

    [Test]
    public void Scan_WithoutAUsablePicture_NamesItOnce()
    {
        var path = Folder.Path("images", "text.jpg");
        Directory.CreateDirectory(Folder.Path("images"));
        File.WriteAllText(path, "no picture");

        var error = Assert.Throws<DatasetException>(() => LabelScanner.Scan([path], TwoClasses));

        Assert.That(error!.Message.Split(path), Has.Length.EqualTo(2));
        Assert.That(error.Message, Does.EndWith(".").And.Not.EndWith(".."));
    }

    [Test]
    public void Scan_AsASingleClass_MakesAllObjectsClassZero()
    {
        Write("good", "7 0.5 0.5 0.2 0.2");
        Assert.That(Scan(new(1) { SingleClass = true }).Images[0].Objects[0].Class, Is.Zero);
    }

    [Test]
    public void Scan_OfBoxesAndPolygons_DropsThePolygonsAndSaysSo()
    {
        Write("boxes", "0 0.5 0.5 0.2 0.2");
        Write("polygons", "0 0.1 0.1 0.5 0.1 0.5 0.5");
        var data = Scan();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Images.SelectMany(image => image.Objects), Has.All.Matches<ObjectLabel>(label => label.Polygon.IsEmpty));
            Assert.That(data.Notices, Has.Exactly(1).Contains("all polygons are dropped"));
        }
    }

    [Test]
    public void KeepClasses_KeepsPicturesWithoutObjects()
    {
        Write("one", "0 0.5 0.5 0.2 0.2\n1 0.5 0.5 0.2 0.2");
        Write("two", "1 0.5 0.5 0.2 0.2");
        Assert.That(Scan().KeepClasses([0]).Images.Select(image => image.Objects.Count), Is.EqualTo(new[] { 1, 0 }));
    }

    [Test]
    public void Cache_OfUnchangedFiles_IsUsedAndGivesTheSame()
    {
        Fill();
        var first = Scan();
        Corrupt("one", sameSizeAndTime: true);
        var second = Scan();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.Exists(Folder.Path("labels.yolocache")));
            Assert.That(second.Statistics, Is.EqualTo(first.Statistics));
            Assert.That(second.Faults, Is.EqualTo(first.Faults));
            Assert.That(Describe(second), Is.EqualTo(Describe(first)), "the file was not read again");
            Assert.That(Describe(Scan(useCache: false)), Is.Not.EqualTo(Describe(first)));
        }
    }

    [Test]
    public void Cache_AfterAnEdit_ReadsTheFileAgain()
    {
        Fill();
        Scan();
        Corrupt("one", sameSizeAndTime: false);
        Assert.That(Scan().Statistics.Corrupt, Is.EqualTo(1));
    }

    [Test]
    public void Cache_AfterALabelFileVanishedOrAppeared_NoticesIt()
    {
        Fill();
        Scan();
        File.Delete(Folder.Path("labels", "one.txt"));
        Settle(Write("later", "0 0.5 0.5 0.2 0.2"));
        Assert.That((Scan().Statistics.Missing, Scan().Images.Count), Is.EqualTo((1, 3)));
    }

    [Test]
    public void Cache_OfFilesWrittenAMomentAgo_IsNotTrusted()
    {
        Write("one", "0 0.5 0.5 0.2 0.2");
        var first = Scan();
        Corrupt("one", sameSizeAndTime: true);
        Assert.That(Describe(Scan()), Is.Not.EqualTo(Describe(first)));
    }

    [Test]
    public void Cache_OfOtherRulesOrDamaged_IsIgnored()
    {
        Fill();
        Scan();
        Assert.That(() => Scan(new(1)).Statistics.Corrupt, Is.EqualTo(1), "class 1 is not in a data set of one class");
        byte[] content = File.ReadAllBytes(Folder.Path("labels.yolocache"));
        content[^1] ^= 1;
        File.WriteAllBytes(Folder.Path("labels.yolocache"), content);
        Assert.That(Scan(new(1)).Statistics.Corrupt, Is.EqualTo(1));
        File.WriteAllBytes(Folder.Path("labels.yolocache"), content[..20]);
        Assert.That(Scan().Statistics.Corrupt, Is.Zero);
    }

    [Test]
    public void Cache_OfASubset_KeepsTheRest()
    {
        Fill();
        Scan();
        LabelScanner.Scan([Folder.Path("images", "one.bmp")], TwoClasses);
        Corrupt("two", sameSizeAndTime: true);
        Assert.That(Scan().Images[1].Objects[0].Class, Is.EqualTo(1));
    }

    [Test]
    public void Cache_OfAMovedDataSet_StillHolds()
    {
        Fill();
        Scan();
        Corrupt("one", sameSizeAndTime: true);
        Directory.CreateDirectory(Folder.Path("moved"));
        foreach (string name in new[] { "images", "labels", "labels.yolocache" })
        {
            Directory.Move(Folder.Path(name), Folder.Path("moved", name));
        }

        var data = LabelScanner.Scan(ImageList.Collect([Folder.Path("moved", "images")]), TwoClasses);
        Assert.That((data.Statistics.Corrupt, data.Images[0].Path), Is.EqualTo((0, Folder.Path("moved", "images", "one.bmp"))));
    }

    [Test]
    public void Scan_OnAnyNumberOfWorkers_GivesTheSame()
    {
        Fill();
        Assert.That(Describe(Scan(useCache: false, workers: 1)), Is.EqualTo(Describe(Scan(useCache: false, workers: 7))));
    }

    private void Fill()
    {
        Settle(Write("one", "0 0.5 0.5 0.2 0.2\n0 0.5 0.5 0.2 0.2"));
        Settle(Write("two", "1 0.25 0.5 0.2 0.4"));
    }

    private string Write(string name, string? labels)
    {
        Folder.Write($"images/{name}.bmp", TinyImages.Bmp(32, 24));
        if (labels is not null)
        {
            Folder.Write($"labels/{name}.txt", labels);
        }

        return name;
    }

    /// <summary>Makes the files old enough for the cache to trust them.</summary>
    private void Settle(string name)
    {
        foreach (string file in new[] { Folder.Path("images", $"{name}.bmp"), Folder.Path("labels", $"{name}.txt") })
        {
            File.SetLastWriteTimeUtc(file, new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        }
    }

    private void Corrupt(string name, bool sameSizeAndTime)
    {
        string file = Folder.Path("labels", $"{name}.txt");
        var time = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, "7" + File.ReadAllText(file)[1..]);
        if (sameSizeAndTime)
        {
            File.SetLastWriteTimeUtc(file, time);
            File.WriteAllText(file, "1" + File.ReadAllText(file)[1..].Replace("0.5", "0.6", StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(file, time);
        }
    }

    private LabelledDataset Scan(LabelRules? rules = null, bool useCache = true, int? workers = null) =>
        LabelScanner.Scan(ImageList.Collect([Folder.Path("images")]), rules ?? TwoClasses, useCache, workers);

    private static string Describe(LabelledDataset data) => string.Join('\n', data.Images.Select(image =>
        $"{image.Path} {image.Width}x{image.Height} {string.Join(' ', image.Objects.Select(label => $"{label.Class} {label.Box}"))}"));
}
