using Yolo.Tracking.Evaluation;

namespace Yolo.Tests.Tracking.Evaluation;

public sealed class TrackingFileTests
{
    [Test]
    public void Write_GivesTheFormOfTheChallenge()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("runs", "video.txt");

        MotFile.Write(path, [new(1, 3, new(10, 20.5f, 40, 60), 2, 0.75f), new(12, 1, new(-5, 0, 5, 0.1f))]);

        Assert.That(File.ReadAllText(path), Is.EqualTo("1,3,10,20.5,30,39.5,0.75,2,1\n12,1,-5,0,10,0.1,1,0,1\n"));
        Assert.That(Directory.GetFiles(folder.Path("runs")), Has.Length.EqualTo(1));
    }

    [Test]
    public void Read_OfWhatWasWritten_GivesTheSameBoxes()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        float Coordinate() => (random.NextSingle() * 2000) - 100;
        TrackedBox[] boxes = [.. Enumerable.Range(0, 2000).Select(at =>
        {
            float x = Coordinate(), y = Coordinate();
            return new TrackedBox(1 + (at / 7), 1 + (at % 7), new(x, y, x + (random.NextSingle() * 300), y + (random.NextSingle() * 3)), at % 80, random.NextSingle());
        })];

        MotFile.Write(folder.Path("tracks.txt"), boxes);

        Assert.That(MotFile.Read(folder.Path("tracks.txt")), Is.EqualTo(boxes));
    }

    [Test]
    public void Read_OfFormsOfOthers_TakesWhatTheyHave()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("tracks.txt", "\uFEFF1, 1, 10, 20, 5, 6\r\n\r\n2,1,1.0e1,20,5,6,-1,-1,-1,-1\n1.0,2,10,20,5,6,0\n3,1,0,0,0,0,1,4,0.3");

        Assert.That(MotFile.Read(path), Is.EqualTo(new TrackedBox[]
        {
            new(1, 1, new(10, 20, 15, 26)),
            new(2, 1, new(10, 20, 15, 26), 0, -1),
            new(1, 2, new(10, 20, 15, 26), 0, 0),
            new(3, 1, new(0, 0, 0, 0), 4, 1),
        }));
    }

    [Test]
    public void Read_OfAnEmptyFile_GivesNoBoxes()
    {
        using var folder = new TemporaryFolder();

        Assert.That(MotFile.Read(folder.Write("tracks.txt", string.Empty)), Is.Empty);
    }

    [TestCase("1,1,10,20,5", "5 columns where there should be frame,id,left,top,width,height,confidence,class,visibility; those after height may be left out")]
    [TestCase("1 1 10 20 5 6", "'1 1 10 20 5 6' is not a number; the column is the frame")]
    [TestCase("1,1,10,20,5,6,1,0,1,1,1", "11 columns")]
    [TestCase("1,1,10,top,5,6", "'top' is not a number; the column is the top")]
    [TestCase("1,1,,20,5,6", "'' is not a number; the column is the left")]
    [TestCase("1,1,10,20,NaN,6", "'NaN' is not a number; the column is the width")]
    [TestCase("1.5,1,10,20,5,6", "'1.5' is not a whole number, or too large; the column is the frame")]
    [TestCase("1,3000000000,10,20,5,6", "'3000000000' is not a whole number, or too large; the column is the id")]
    [TestCase("0,1,10,20,5,6", "frames are numbered from 1")]
    [TestCase("1,0,10,20,5,6", "ids are numbered from 1")]
    [TestCase("1,1,10,20,5,6,1,-1", "classes are numbered from 0")]
    [TestCase("1,1,10,20,-5,6", "width and height must not be negative")]
    [TestCase("1,4,10,20,5,6", "id 4 of frame 1 stands in line 1 already; give each object of a frame an id of its own")]
    public void Read_OfAFaultyLine_SaysWhereAndWhat(string line, string fault)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("tracks.txt", $"1,4,0,0,1,1\n\n{line}\n");

        Assert.That(() => MotFile.Read(path), Throws.TypeOf<FormatException>().With.Message.StartWith($"{path}:3: {fault}"));
    }

    [Test]
    public void Read_OfNoFile_IsRefused() => Assert.That(() => MotFile.Read("not-there.txt"), Throws.InstanceOf<IOException>());

    [Test]
    public void Write_OfWhatCannotBeRead_LeavesTheOldFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("tracks.txt", "old");
        TrackedBox good = new(1, 1, new(0, 0, 1, 1));
        TrackedBox[] faulty = [good, good with { Frame = 0 }, good with { Id = 0 }, good with { Class = -1 }, good with { Confidence = float.NaN }, good with { Box = new(1, 0, 0, 1) }];

        using (Assert.EnterMultipleScope())
        {
            foreach (var bad in faulty)
            {
                Assert.That(() => MotFile.Write(path, [good, bad]), Throws.ArgumentException, $"{bad}");
            }
        }

        Assert.That(folder.Files, Is.EqualTo(new[] { "tracks.txt" }));
        Assert.That(File.ReadAllText(path), Is.EqualTo("old"));
    }
}
