using Yolo.Sources;

namespace Yolo.Tests.Sources;

public sealed class PictureFilesTests : FolderFixture
{
    [SetUp]
    public void SetUp()
    {
        foreach (var name in new[] { "b.jpg", "a.PNG", "notes.md", "c.webp" })
        {
            Folder.Write(name, []);
        }
    }

    [Test]
    public void Find_Folder_GivesItsPicturesSorted() =>
        Assert.That(PictureFiles.Find(Folder.Root).Select(Path.GetFileName), Is.EqualTo(new[] { "a.PNG", "b.jpg", "c.webp" }));

    [Test]
    public void Find_Pattern_GivesWhatMatches() =>
        Assert.That(PictureFiles.Find(Folder.Path("?.jpg")).Select(Path.GetFileName), Is.EqualTo(new[] { "b.jpg" }));

    [Test]
    public void Find_Pattern_NamesFilesAsTheSystemDoes() =>
        Assert.That(PictureFiles.Find(Folder.Path("*.jpg")), Is.EqualTo(new[] { Folder.Path("b.jpg") }));

    [Test]
    public void Find_PatternRightBelowTheRoot_LooksThere() =>
        Assert.That(() => PictureFiles.Find("/no-such-picture*.jpg"), Throws.TypeOf<SourceException>().With.Message.Contains("Nothing matches"));

    [Test]
    public void Find_List_GivesItsLinesSeenFromTheList()
    {
        File.WriteAllText(Folder.Path("list.txt"), "./c.webp\n\nb.jpg\n");

        Assert.That(PictureFiles.Find(Folder.Path("list.txt")).Select(Path.GetFileName), Is.EqualTo(new[] { "c.webp", "b.jpg" }));
    }

    [Test]
    public void Find_Table_GivesAllColumnsThatNamePictures()
    {
        File.WriteAllText(Folder.Path("list.csv"), "image,other,count\nb.jpg,c.webp,3\n\"a.PNG\",none,4\nhttp://host/d.jpg;x;5\n");
        File.WriteAllText(Folder.Path("bare.csv"), "b.jpg,c.webp\n");

        Assert.That(PictureFiles.Find(Folder.Path("list.csv")).Select(Path.GetFileName), Is.EqualTo(new[] { "b.jpg", "c.webp", "a.PNG", "d.jpg" }));
        Assert.That(PictureFiles.Find(Folder.Path("bare.csv")).Select(Path.GetFileName), Is.EqualTo(new[] { "b.jpg", "c.webp" }));
    }

    [Test]
    public void Find_LinksThatLeadBack_AreFollowedOnce()
    {
        Directory.CreateDirectory(Folder.Path("train"));
        Folder.Write("train/e.jpg", []);
        Directory.CreateSymbolicLink(Folder.Path("train", "loop"), "..");
        Directory.CreateSymbolicLink(Folder.Path("train", "self"), ".");

        Assert.That(PictureFiles.Find(Folder.Path("**", "*.jpg")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "b.jpg", "e.jpg" }));
        Assert.That(Yolo.Data.ImageList.Collect([Folder.Path("train")]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "a.PNG", "b.jpg", "c.webp", "e.jpg" }), "the other folder counts, once");
    }

    [Test]
    public void Find_LinksToAFolderWithALinkToItself_AreFollowedOnce()
    {
        Directory.CreateDirectory(Folder.Path("store", "v3"));
        Directory.CreateDirectory(Folder.Path("set"));
        Folder.Write("store/v3/f.jpg", []);
        Directory.CreateSymbolicLink(Folder.Path("store", "v3", "up"), ".");
        Directory.CreateSymbolicLink(Folder.Path("set", "val"), Folder.Path("store", "v3"));

        Assert.That(PictureFiles.Find(Folder.Path("set", "val", "**", "*.jpg")).Select(Path.GetFileName), Is.EqualTo(new[] { "f.jpg" }));
        Assert.That(Yolo.Data.ImageList.Collect([Folder.Path("set", "val")]), Has.Count.EqualTo(1));
    }

    [Test]
    public void Find_TableWithQuotesAndAnyHeading_GivesItsPictures()
    {
        File.WriteAllText(Folder.Path("list.csv"), "id,img_path\n1,b.jpg\n2,\"p,q.jpg\"\n3,\"say \"\"a\"\".png\"\n");

        Assert.That(PictureFiles.Find(Folder.Path("list.csv")).Select(Path.GetFileName), Is.EqualTo(new[] { "b.jpg", "p,q.jpg", "say \"a\".png" }));
    }

    [Test]
    public void Pipe_InsteadOfAFile_IsNamedAndNotWaitedFor()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no such files.");
        }

        System.Diagnostics.Process.Start("mkfifo", [Folder.Path("pipe.jpg"), Folder.Path("pipe.txt"), Folder.Path("pipe.pt"), Folder.Path("pipe.yaml")]).WaitForExit();

        Assert.That(() => Yolo.Imaging.Image.Decode(Folder.Path("pipe.jpg")), Throws.TypeOf<Yolo.Imaging.ImageFormatException>().With.Message.Contains("pipe"));
        Assert.That(() => PictureFiles.Find(Folder.Path("pipe.txt")), Throws.InstanceOf<IOException>().With.Message.Contains("pipe"));
        Assert.That(() => new Yolo.Engine.YoloModel(Folder.Path("pipe.pt")), Throws.InstanceOf<Yolo.Checkpoints.CheckpointException>().With.Message.Contains("pipe"));
        Assert.That(() => Yolo.Data.DatasetSpec.Load(Folder.Path("pipe.yaml")), Throws.InstanceOf<Yolo.Data.DatasetException>().With.Message.Contains("pipe"));
        Assert.That(() => new Yolo.Engine.YoloModel(Folder.Path("pipe.yaml")), Throws.InstanceOf<Yolo.Models.ModelSpecException>().With.Message.Contains("pipe"));
    }

    [Test]
    public void Find_Nothing_SaysWhatAndWhere()
    {
        Assert.That(() => PictureFiles.Find(Folder.Path("no.jpg")), Throws.TypeOf<SourceException>().With.Message.Contains("no.jpg"));
        Assert.That(() => PictureFiles.Find(Folder.Path("*.bmp")), Throws.TypeOf<SourceException>().With.Message.Contains("*.bmp"));
        Directory.CreateDirectory(Folder.Path("empty"));
        Assert.That(() => PictureFiles.Find(Folder.Path("empty")), Throws.TypeOf<SourceException>().With.Message.Contains("holds no pictures"));
    }
}
