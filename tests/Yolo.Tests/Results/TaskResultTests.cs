using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Tests.Results;

public sealed class TaskResultTests
{
    private static readonly Dictionary<int, string> Names = new() { [0] = "cat", [1] = "dog" };

    [Test]
    public void Outline_OfARectangleWithAHole_IsItsOuterBorder()
    {
        var pixels = new bool[5 * 4];
        pixels.AsSpan().Fill(true);
        pixels[(1 * 5) + 2] = false;
        var mask = new Mask(10, 20, 5, 4, pixels);

        Assert.That(mask.Outline(), Is.EqualTo(new PixelPoint[] { new(10, 20), new(10, 23), new(14, 23), new(14, 20) }));
        Assert.That((mask.Area, mask[12, 21], mask[13, 21], mask[9, 20]), Is.EqualTo((19, false, true, false)));
        Assert.That(new Mask(0, 0, 0, 0, []).Outline(), Is.Empty);
    }

    [Test]
    public void Outline_OfSeveralParts_TiesThemWhereTheyAreNearest()
    {
        var mask = Drawn("""
            ........#
            .###.....
            .###.....
            .........
            .....###.
            .....###.
            .........
            """);

        // As OpenCV finds the parts, and the reference joins them.
        (int, int)[] expected = [(5, 4), (5, 5), (7, 5), (7, 4), (5, 4), (3, 2), (3, 1), (8, 0), (8, 0), (3, 1), (1, 1), (1, 2), (3, 2)];
        Assert.That(mask.Outline().Select(point => ((int)point.X, (int)point.Y)), Is.EqualTo(expected));
    }

    [Test]
    public void Outline_OfRandomMasks_IsWhatTheReferenceMakesOfOpenCvsContours()
    {
        // FNV-1a over all points that OpenCV 4.6 (RETR_EXTERNAL, CHAIN_APPROX_SIMPLE) and the reference's way of joining give for the same masks.
        var (hash, state, count) = (0xcbf29ce484222325UL, 1UL, 0);
        for (var density = 0; density < 90; density++)
        {
            var pixels = new bool[24 * 18];
            for (var i = 0; i < pixels.Length; i++)
            {
                state = ((state * 1103515245) + 12345) & 0x7fffffff;
                pixels[i] = (int)((state >> 16) % 10) < 1 + (density % 9);
            }

            foreach (var point in new Mask(0, 0, 24, 18, pixels).Outline())
            {
                hash = (hash ^ (ulong)point.X) * 0x100000001b3UL;
                hash = (hash ^ (ulong)point.Y) * 0x100000001b3UL;
                count++;
            }
        }

        Assert.That((hash, count), Is.EqualTo((0xf43e1d562e79afc5UL, 10527)));
    }

    [Test]
    public void RotatedBox_Corners_TurnClockwise()
    {
        var box = new RotatedBox(10, 10, 4, 2, MathF.PI / 2, 0.5f, 0);

        var upright = box.Upright();

        Assert.That(new[] { upright.X1, upright.Y1, upright.X2, upright.Y2 }, Is.EqualTo(new[] { 9f, 8f, 11f, 12f }).Within(1e-5));
        var quarter = new RotatedBox(0, 0, 2, 0, MathF.PI / 4, 1, 0).Corners()[0];
        Assert.That((quarter.X, quarter.Y), Is.EqualTo((Math.Sqrt(0.5), Math.Sqrt(0.5))).Within(1e-6));
    }

    [Test]
    public void Files_OfEachTask_HaveTheirForm()
    {
        using var folder = new TemporaryFolder();
        var boxes = new Boxes([new(new(10, 20, 30, 60), 0.5f, 1)], 100, 80);
        Result Make(Action<Result> fill)
        {
            var result = new Result("a.jpg", new Image(100, 80), Names, boxes);
            fill(result);
            return result;
        }

        string Text(Result result)
        {
            result.SaveTxt(folder.Path("a.txt"), confidence: true);
            return File.ReadAllText(folder.Path("a.txt")).TrimEnd();
        }

        Assert.That(Text(Make(result => result.Keypoints = new([[new(50, 40, 0.75f)]], 100, 80, true))), Is.EqualTo("1 0.2 0.5 0.2 0.5 0.5 0.5 0.75 0.5"));
        Assert.That(Text(Make(result => result.RotatedBoxes = [new(50, 40, 20, 10, 0, 0.5f, 1)])), Is.EqualTo("1 0.6 0.5625 0.6 0.4375 0.4 0.4375 0.4 0.5625 0.5"));
        Assert.That(Text(Make(result => result.Masks = [new(10, 20, 3, 2, [true, true, true, true, true, true])])), Is.EqualTo("1 0.1 0.25 0.1 0.2625 0.12 0.2625 0.12 0.25 0.5"));
        Assert.That(Text(Make(result => result.Probabilities = new([0.25f, 0.75f]))), Is.EqualTo("0.75 dog\n0.25 cat"));
    }

    [Test]
    public void Describe_OfAClassifier_NamesTheMostProbable()
    {
        var result = new Result("a.jpg", new Image(100, 80), Names, new Boxes([], 100, 80)) { Probabilities = new([0.25f, 0.75f]) };

        Assert.That(result.Describe(), Is.EqualTo("dog 0.75, cat 0.25"));
        Assert.That((result.Probabilities.Top1, result.Probabilities.Top1Confidence), Is.EqualTo((1, 0.75f)));
    }

    [Test]
    public void Plot_Poses_DrawsPointsThatAreSeen()
    {
        var result = new Result("a.jpg", new Image(100, 80), Names, new Boxes([new(new(10, 20, 30, 60), 0.5f, 1)], 100, 80))
        {
            Keypoints = new([[new(50, 40, 0.9f), new(70, 40, 0.1f)]], 100, 80, true),
        };

        var plotted = result.Plot(new() { Boxes = false });

        Assert.That((plotted[50, 40], plotted[70, 40]), Is.EqualTo((Palette.Of(0), Rgb.Black)));
    }

    private static Mask Drawn(string rows)
    {
        var lines = rows.Split('\n', StringSplitOptions.TrimEntries);
        return new(0, 0, lines[0].Length, lines.Length, [.. lines.SelectMany(line => line.Select(letter => letter == '#'))]);
    }
}
