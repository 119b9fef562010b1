using System.Globalization;
using Yolo.Data;
using Yolo.Data.Sampling;
using Yolo.Data.Shapes;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Sources;
using Yolo.Tests.Sources;

namespace Yolo.Tests.Data.Shapes;

internal sealed class ShapesFilmTests : FolderFixture
{
    private static readonly ShapesFilmOptions Short = new() { Frames = 12, ImageSize = 160, Shapes = 4, FramesPerSecond = 25 };

    [TearDown]
    public void TearDown() => Assert.That(Videos.Running(), Is.Zero, "no ffmpeg is left behind");

    [Test]
    public void Ensure_WritesAVideoOfTheSizeAskedFor()
    {
        var files = ShapesFilm.Ensure(Folder.Root, Short);
        var frames = PictureSource.Parse(files.Video).Read(default).Cast<FrameItem>().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frames, Has.Count.EqualTo(12));
            Assert.That(frames.Select(frame => (frame.Image.Width, frame.Image.Height, frame.Frame.FramesPerSecond)), Has.All.EqualTo((160, 120, 25.0)));
        }
    }

    [Test]
    public void Ensure_WritesTheTruthOfEachFrame()
    {
        var rows = Rows(ShapesFilm.Ensure(Folder.Root, Short));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows.Select(row => row.Length), Has.All.EqualTo(9));
            Assert.That(rows.Select(row => row[0]).Distinct(), Is.EqualTo(Enumerable.Range(1, 12).Select(frame => (double)frame)));
            Assert.That(rows.Where(row => row[0] == 1).Select(row => row[1]), Is.EqualTo(new double[] { 1, 2, 3, 4 }));
            Assert.That(rows.Select(row => row[6]), Has.All.EqualTo(1));
            Assert.That(rows.Select(row => row[7]), Has.All.InRange(0, 4));
            Assert.That(rows.Select(row => row[8]), Has.All.InRange(0.5, 1));
            Assert.That(rows.Select(row => Math.Min(row[2], row[3])), Has.All.GreaterThanOrEqualTo(0));
            Assert.That(rows.Select(row => Math.Max(row[2] + row[4], row[3] + row[5] + 40)), Has.All.LessThanOrEqualTo(160.01));
        }
    }

    [TestCase("gt/gt.txt", TestName = "Ensure_WithoutItsTruth_WritesAnew")]
    [TestCase("shapes.mp4", TestName = "Ensure_WithoutItsVideo_WritesAnew")]
    public void Ensure_OfAFolderThatIsNotWhole_WritesAnew(string lost)
    {
        var film = ShapesFilm.Ensure(Folder.Root, Short);
        File.Delete(Path.Combine(Path.GetDirectoryName(film.Video)!, lost));

        ShapesFilm.Ensure(Folder.Root, Short);

        Assert.That((File.Exists(film.Video), File.Exists(film.Truth), Directory.EnumerateFileSystemEntries(Folder.Root).Count()), Is.EqualTo((true, true, 1)));
    }

    [Test]
    public void Ensure_OfTheSameFilmAtTheSameTime_WritesItOnce()
    {
        var films = Enumerable.Range(0, 6).AsParallel().WithDegreeOfParallelism(6).Select(_ => ShapesFilm.Ensure(Folder.Root, Short)).ToList();

        Assert.That(films.Distinct().Count(), Is.EqualTo(1));
        Assert.That(Rows(films[0]), Is.Not.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(Folder.Root).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Ensure_WithTheSameSeed_WritesTheSameTruth()
    {
        string Truth(string folder, long seed) => File.ReadAllText(ShapesFilm.Ensure(Folder.Path(folder), Short with { Seed = seed }).Truth);
        string first = Truth("one", 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Truth("two", 0), Is.EqualTo(first));
            Assert.That(Truth("two", 1), Is.Not.EqualTo(first));
        }
    }

    [Test]
    public void Ensure_ASecondTime_ChangesNothing()
    {
        var files = ShapesFilm.Ensure(Folder.Root, Short);
        var written = File.GetLastWriteTimeUtc(files.Video);
        Assert.That((ShapesFilm.Ensure(Folder.Root, Short), File.GetLastWriteTimeUtc(files.Video)), Is.EqualTo((files, written)));
    }

    [Test]
    public void Ensure_WithOtherOptions_UsesAnotherFolder()
    {
        string[] folders = [.. new[] { Short, Short with { CameraSpeed = 0.5 }, Short with { Frames = 2 } }.Select(FolderOf)];
        Assert.That(folders, Is.EqualTo(new[] { "shapes-film-12-160-4-25-0-0", "shapes-film-12-160-4-25-0.5-0", "shapes-film-2-160-4-25-0-0" }));

        string FolderOf(ShapesFilmOptions options) => Path.GetFileName(Path.GetDirectoryName(ShapesFilm.Ensure(Folder.Root, options).Video)!);
    }

    [Test]
    public void Ensure_Cancelled_LeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ShapesFilm.Ensure(Folder.Root, Short, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Directory.GetFileSystemEntries(Folder.Root), Is.Empty);
        }
    }

    [Test]
    public void Ensure_WithoutFfmpeg_SaysSoAndLeavesNothing()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => ShapesFilm.Ensure(Folder.Root, Short with { Ffmpeg = "no-such-ffmpeg" }),
                Throws.InstanceOf<DatasetException>().With.Message.Contains("no program 'no-such-ffmpeg'"));
            Assert.That(Directory.GetFileSystemEntries(Folder.Root), Is.Empty);
        }
    }

    [Test]
    public void Ensure_WhereAFileIsInTheWay_SaysWhere()
    {
        string file = Folder.Write("file", "");
        Assert.That(() => ShapesFilm.Ensure(file, Short), Throws.InstanceOf<DatasetException>().With.Message.Contains(file));
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return new TestCaseData(Short with { Frames = 0 }, "Frames");
        yield return new TestCaseData(Short with { ImageSize = 63 }, "ImageSize");
        yield return new TestCaseData(Short with { Shapes = 0 }, "Shapes");
        yield return new TestCaseData(Short with { FramesPerSecond = 0 }, "FramesPerSecond");
        yield return new TestCaseData(Short with { FramesPerSecond = double.NaN }, "FramesPerSecond");
        yield return new TestCaseData(Short with { CameraSpeed = -1 }, "CameraSpeed");
        yield return new TestCaseData(Short with { CameraSpeed = double.NaN }, "CameraSpeed");
        yield return new TestCaseData(Short with { CameraSpeed = 5 }, "CameraSpeed");
    }

    [TestCaseSource(nameof(Wrong))]
    public void Ensure_WithANumberOutOfItsRange_NamesIt(ShapesFilmOptions options, string name) =>
        Assert.That(() => ShapesFilm.Ensure(Folder.Root, options), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(name));

    [TestCase(0)]
    [TestCase(0.7)]
    public void Stage_DrawsShapesWhereTheTruthSays(double cameraSpeed)
    {
        var stage = new ShapesFilmStage(OfOneDisc(Short with { CameraSpeed = cameraSpeed }));
        for (; stage.Frame <= 80 && stage.Shapes[0].Id == 1; stage.Advance())
        {
            var colour = stage.Shapes[0].Colour;
            var picture = stage.Draw();
            var found = Around(picture, pixel => Apart(pixel, colour) <= 27);
            foreach (var row in stage.Truth())
            {
                Assert.That(new[] { found.X1, found.Y1, found.X2, found.Y2 }, Is.EqualTo(Corners(row.Box)).Within(2.5), $"frame {stage.Frame}");
            }
        }
    }

    [Test]
    public void Ensure_VideoAndTruth_BelongTogether()
    {
        var options = OfOneDisc(Short with { Frames = 60 });
        var files = ShapesFilm.Ensure(Folder.Root, options);
        var colour = new ShapesFilmStage(options).Shapes[0].Colour;
        var frames = PictureSource.Parse(files.Video).Read(default).Cast<FrameItem>().ToList();
        foreach (double[] row in Rows(files).Where(row => row[1] == 1))
        {
            // Chroma is halved and compressed, which blurs the edges.
            var found = Around(frames[(int)row[0] - 1].Image, pixel => Apart(pixel, colour) <= 60);
            Assert.That(new[] { found.X1, found.Y1, found.X2, found.Y2 }, Is.EqualTo(new[] { row[2], row[3], row[2] + row[4], row[3] + row[5] }).Within(3.5), $"frame {row[0]}");
        }
    }

    [Test]
    public void Stage_WithItsDefaults_PutsIdsToTheTest([Values(0, 0.5)] double cameraSpeed)
    {
        var stage = new ShapesFilmStage(new() { CameraSpeed = cameraSpeed });
        var before = new HashSet<(int, int)>();
        int crossings = 0, rows = 0;
        for (; stage.Frame <= 300; stage.Advance())
        {
            var now = stage.Truth().ToList();
            var pairs = (from one in now from other in now where one.Id < other.Id && Iou(one, other) > 0.1 select (one.Id, other.Id)).ToHashSet();
            crossings += pairs.Count(pair => !before.Contains(pair));
            (before, rows) = (pairs, rows + now.Count);
        }

        Assert.That(crossings, Is.GreaterThanOrEqualTo(10));
        Assert.That(rows, Is.GreaterThan(1500), "six shapes at once, most of the time");
    }

    [Test]
    public void Stage_ShapesMoveSmoothlyAndKeepTheirKinds([Range(0, 4)] int seed)
    {
        var stage = new ShapesFilmStage(new() { Seed = seed });
        var kinds = new Dictionary<int, ShapeKind>();
        var before = new Dictionary<int, ShapesFilmRow>();
        for (; stage.Frame <= 300; stage.Advance())
        {
            var now = stage.Truth().ToDictionary(row => row.Id);
            foreach (var row in now.Values)
            {
                Assert.That(kinds.TryAdd(row.Id, row.Kind) || kinds[row.Id] == row.Kind, Is.True);
                Assert.That(!before.TryGetValue(row.Id, out var last) || Iou(row, last) > 0.6, Is.True, $"shape {row.Id} jumps in frame {row.Frame}");
            }

            before = now;
        }

        Assert.That(kinds, Has.Count.GreaterThan(6), "shapes leave and others come");
    }

    [Test]
    public void Truth_OfAHiddenShape_SaysHowMuchIsToBeSeen()
    {
        var back = Shape(1, ShapeKind.Circle, new(50, 50), 20);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Visibilities(back), Is.EqualTo(new[] { 1.0 }));
            Assert.That(Visibilities(back, Shape(2, ShapeKind.Circle, new(50, 50), 12)), Is.EqualTo(new[] { 0.64, 1 }).Within(0.02), "a smaller disc in front");
            Assert.That(Visibilities(back, Shape(2, ShapeKind.Ring, new(50, 50), 40)), Is.EqualTo(new[] { 1.0, 1 }), "seen through a ring");
            Assert.That(Visibilities(back, Shape(2, ShapeKind.Circle, new(50, 50), 18)), Is.EqualTo(new[] { 1.0 }), "too little is left for a row");
            Assert.That(Visibilities(Shape(1, ShapeKind.Circle, new(0, 50), 20)), Is.EqualTo(new[] { 0.5 }).Within(0.02), "half outside");
        }
    }

    [Test]
    public void Outline_Contains_WhatIsDrawn([Range(0, 4)] int kind)
    {
        var image = new Image(100, 100);
        var outline = ShapeOutline.Create((ShapeKind)kind, new(50.3, 48.8), 30, 0.4);
        outline.Draw(new Canvas(image), Rgb.White);
        int wrong = Enumerable.Range(0, 10000).Count(at => outline.Contains(new((at % 100) + 0.5, (at / 100) + 0.5)) != image[at % 100, at / 100].R > 127);
        Assert.That(wrong, Is.LessThan(30), "pixels of the edge");
    }

    [Test]
    public void Text_OfARow_IsThatOfTheMotChallenge() => Assert.That(
        new ShapesFilmRow(3, 7, new(1.5, 2, 11.504, 22.25), ShapeKind.Star, 0.75).Text(), Is.EqualTo("3,7,1.50,2.00,10.00,20.25,1,3,0.75\n"));

    // Tips of stars are too thin to have the shape's colour.
    private static ShapesFilmOptions OfOneDisc(ShapesFilmOptions options) => Enumerable.Range(0, 50).Select(seed => options with { Shapes = 1, Seed = seed })
        .First(candidate => new ShapesFilmStage(candidate).Shapes[0].Outline.Kind == ShapeKind.Circle);

    private static double[] Visibilities(params MovingShape[] shapes) => [.. ShapesFilmRow.Of(1, shapes, 100, 100).Select(row => row.Visibility)];

    private static MovingShape Shape(int id, ShapeKind kind, PixelPoint centre, double radius)
    {
        var random = new SampleRandom(0, 0, 0);
        return new(id, Rgb.White, ShapeOutline.Create(kind, centre, radius, 0), 0, 0, 1, ref random);
    }

    private static List<double[]> Rows(ShapesFilmFiles files) =>
        [.. File.ReadLines(files.Truth).Select(line => line.Split(',').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray())];

    private static int Apart(Rgb one, Rgb other) => Math.Max(Math.Abs(one.R - other.R), Math.Max(Math.Abs(one.G - other.G), Math.Abs(one.B - other.B)));

    private static Box Around(Image picture, Func<Rgb, bool> isPart)
    {
        int[] parts = [.. Enumerable.Range(0, picture.Width * picture.Height).Where(at => isPart(picture[at % picture.Width, at / picture.Width]))];
        return parts.Length == 0 ? default : new(
            parts.Min(at => at % picture.Width), parts[0] / picture.Width, parts.Max(at => at % picture.Width) + 1, (parts[^1] / picture.Width) + 1);
    }

    private static double[] Corners(PixelBox box) => [box.Left, box.Top, box.Right, box.Bottom];

    private static float Iou(ShapesFilmRow one, ShapesFilmRow other) => AsBox(one.Box).Iou(AsBox(other.Box));

    private static Box AsBox(PixelBox box) => new((float)box.Left, (float)box.Top, (float)box.Right, (float)box.Bottom);
}
