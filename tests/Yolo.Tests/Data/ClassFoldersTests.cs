using Yolo.Data;
using Yolo.Data.Classification;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Imaging;

namespace Yolo.Tests.Data;

public sealed class ClassFoldersTests : FolderFixture
{
    private static readonly DatasetOptions Options = new() { Labels = LabelForm.Folders };

    private byte shade;

    [Test]
    public void Load_SortsClassesByCodePoints()
    {
        foreach (string name in new[] { "b1", "a", "B2", "135", "0" })
        {
            Picture($"set/train/{name}/x.png");
            Picture($"set/val/{name}/x.png");
        }

        Folder.Write("set/train/.cache/x.txt", "");
        var spec = DatasetSpec.Load(Folder.Path("set"), Options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spec.Names, Is.EqualTo(new[] { "0", "135", "B2", "a", "b1" }));
            Assert.That(spec.Scan(DatasetSplit.Val).Images.Select(image => image.Objects.Single().Class), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
            Assert.That(spec.Entries(DatasetSplit.Test), Is.EqualTo(spec.Entries(DatasetSplit.Val)));
        }
    }

    [Test]
    public void Scan_TakesNestedPicturesOfAnyEnding_AndPassesOverTheRest()
    {
        Picture("set/train/a/one.PNG");
        Picture("set/train/a/day/more/two.png");
        Picture("set/train/b/three.png");
        Folder.Write("set/train/a/._one.PNG", "rubbish");
        Folder.Write("set/train/a/.DS_Store", "rubbish");
        Folder.Write("set/train/a/Thumbs.db", "rubbish");
        Folder.Write("set/train/a/notes.txt", "rubbish");
        Picture("set/train/loose.png");
        var train = DatasetSpec.Load(Folder.Path("set"), Options).Scan(DatasetSplit.Train);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(train.Images.Select(image => (Path.GetFileName(image.Path), image.Objects[0].Class)), Is.EquivalentTo(new[] { ("one.PNG", 0), ("two.png", 0), ("three.png", 1) }));
            Assert.That(train.Notices.Single(), Does.Contain("1 hidden files are left out").And.Contain("._one.PNG"));
        }
    }

    [Test]
    public void Scan_CountsWhatIsWrong()
    {
        Picture("set/train/a/one.png");
        Picture("set/train/b/two.png");
        Directory.CreateDirectory(Folder.Path("set", "train", "c"));
        File.Copy(Folder.Path("set", "train", "a", "one.png"), Folder.Path("set", "train", "b", "again.png"));
        Folder.Write("set/train/b/broken.png", "no picture");
        Picture("set/val/b/three.png");
        Picture("set/val/z/four.png");
        var spec = DatasetSpec.Load(Folder.Path("set"), Options);
        var (train, val) = (spec.Scan(DatasetSplit.Train), spec.Scan(DatasetSplit.Val));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(train.Notices[0], Does.Contain("1 of 3 classes have no picture here: c."));
            Assert.That(train.Notices[1], Does.Contain("pictures in two classes: 1,").And.Contain("again.png").And.Contain("one.png"));
            Assert.That(train.Faults.Single().ToString(), Does.Contain("broken.png"));
            Assert.That((train.Images.Count, train.Statistics.Corrupt), Is.EqualTo((3, 1)));
            Assert.That(val.Images.Single().Objects[0].Class, Is.EqualTo(1), "classes go by name");
            Assert.That(val.Notices[0], Does.Contain("1 folders are no classes of the training and are left out: z."));
            Assert.That(val.Notices[1], Does.Contain("2 of 3 classes have no picture here: a, c."));
        }
    }

    [Test]
    public void Load_OfNoClassFolders_SaysWhatIsWanted()
    {
        Folder.Write("file.yaml", "train: x");
        Directory.CreateDirectory(Folder.Path("empty"));
        Directory.CreateDirectory(Folder.Path("bare", "train"));
        Picture("noval/train/a/one.png");
        Directory.CreateDirectory(Folder.Path("noval", "val"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => DatasetSpec.Load(Folder.Path("file.yaml"), Options), Fails("is a folder (train/class/picture"));
            Assert.That(() => DatasetSpec.Load(Folder.Path("empty"), Options), Fails("neither a folder 'train' nor 'val'"));
            Assert.That(() => DatasetSpec.Load(Folder.Path("bare"), Options), Fails("there is no class"));
            Assert.That(() => DatasetSpec.Load(Folder.Path("noval"), Options).Scan(DatasetSplit.Val), Fails("no picture of any class (a)"));
        }
    }

    [Test]
    public void Load_WithTestAlone_ValidatesOnIt()
    {
        Picture("set/train/a/one.png");
        Picture("set/test/a/two.png");
        var spec = DatasetSpec.Load(Folder.Path("set"), Options);
        Assert.That((spec.Entries(DatasetSplit.Val)[0], spec.Warnings.Count), Is.EqualTo((Folder.Path("set", "test"), 1)));
    }

    [Test]
    public void Scan_OfAShare_KeepsEveryClass()
    {
        for (int index = 0; index < 8; index++)
        {
            Picture($"set/train/{index % 2}/{index}.png");
        }

        var half = DatasetSpec.Load(Folder.Path("set"), Options).Scan(DatasetSplit.Train, 0.5);
        Assert.That(half.CountByClass(2), Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public void Batches_OfFlowers_HaveOneClassAPicture([Values] bool training)
    {
        var spec = DatasetSpec.Load(Shared.Path("datasets", "flowers"), Options);
        var images = spec.Scan(training ? DatasetSplit.Train : DatasetSplit.Val).Images;
        ISampleMaker maker = training ? new ClassificationTrainingSamples(new(images), new(), 0) : new ClassificationValidationSamples(new(images));
        int count = 0;
        foreach (var batch in new BatchLoader(maker, 2).Read(EpochPlan.Sequential(0, images.Count, 16, (96, 96))))
        {
            using (batch)
            {
                count += batch.Count;
                Assert.That(batch.ObjectClasses, Is.EqualTo(batch.Indices.Select(index => images[index].Objects[0].Class)));
                Assert.That(batch.ObjectSamples, Is.EqualTo(Enumerable.Range(0, batch.Count)));
            }
        }

        Assert.That((spec.Names.Count, count), Is.EqualTo((5, training ? 100 : 40)));
    }

    private static NUnit.Framework.Constraints.Constraint Fails(string message) => Throws.TypeOf<DatasetException>().With.Message.Contains(message);

    private void Picture(string path)
    {
        string file = Folder.Path(path.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var image = new Image(12, 12);
        image.Fill(new(++shade, 0, 0));
        File.WriteAllBytes(file, image.Encode(ImageFormat.Png));
    }
}
