using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Tests.Results;

public sealed class TaskResultTests
{
    private static readonly Dictionary<int, string> Names = new() { [0] = "cat", [1] = "dog" };

    [Test]
    public void Outline_OfARectangleWithAHole_IsItsOuterEdge()
    {
        var pixels = new bool[5 * 4];
        pixels.AsSpan().Fill(true);
        pixels[(1 * 5) + 2] = false;
        var mask = new Mask(10, 20, 5, 4, pixels);

        Assert.That(mask.Outline(), Is.EquivalentTo(new PixelPoint[] { new(10, 20), new(15, 20), new(15, 24), new(10, 24) }));
        Assert.That((mask.Area, mask[12, 21], mask[13, 21], mask[9, 20]), Is.EqualTo((19, false, true, false)));
    }

    [Test]
    public void Outline_OfTwoParts_IsThatOfTheLarger()
    {
        var mask = new Mask(0, 0, 4, 2, [true, false, true, true, false, false, true, true]);

        Assert.That(mask.Outline(), Is.EquivalentTo(new PixelPoint[] { new(2, 0), new(4, 0), new(4, 2), new(2, 2) }));
        Assert.That(new Mask(0, 0, 0, 0, []).Outline(), Is.Empty);
    }

    [Test]
    public void Outline_OfRandomMasks_EnclosesAtMostTheirPixels()
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            var pixels = Enumerable.Range(0, 12 * 9).Select(_ => random.Next(3) > 0).ToArray();

            var outline = new Mask(0, 0, 12, 9, pixels).Outline();

            Assert.That(outline, Has.Length.GreaterThanOrEqualTo(4));
            Assert.That(outline.Zip(outline.Skip(1).Append(outline[0])), Has.All.Matches<(PixelPoint A, PixelPoint B)>(edge => (edge.A.X == edge.B.X) != (edge.A.Y == edge.B.Y)));
        }
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
        Assert.That(Text(Make(result => result.Masks = [new(0, 0, 1, 1, [true])])), Is.EqualTo("1 0 0 0.01 0 0.01 0.0125 0 0.0125 0.5").Or.Matches("^1( [0-9.]+){8} 0.5$"));
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
}
