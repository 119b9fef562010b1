using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

public class CanvasTests
{
    private static readonly Rgb Red = new(255, 0, 0);

    [Test]
    public void FillRectangle_OnWholePixels_IsExact()
    {
        var canvas = White(10, 8);

        canvas.FillRectangle(new(2, 3, 5, 6), Red);

        Assert.That(Count(canvas.Image, Red), Is.EqualTo(9));
        Assert.That((canvas.Image[2, 3], canvas.Image[4, 5], canvas.Image[5, 5]), Is.EqualTo((Red, Red, Rgb.White)));
    }

    [Test]
    public void FillRectangle_BetweenPixels_BlendsTheEdges()
    {
        var canvas = White(10, 8);

        canvas.FillRectangle(new(2.5, 3, 5.25, 6), Rgb.Black);

        Assert.That(canvas.Image[2, 4].R, Is.EqualTo(127).Within(1));
        Assert.That(canvas.Image[5, 4].R, Is.EqualTo(191).Within(1));
    }

    [TestCase(0.5, 128)]
    [TestCase(0, 255)]
    [TestCase(1, 0)]
    public void FillRectangle_WithOpacity_MixesColours(double opacity, int expected)
    {
        var canvas = White(4, 4);

        canvas.FillRectangle(new(0, 0, 4, 4), Rgb.Black, opacity);

        Assert.That(canvas.Image[1, 1].R, Is.EqualTo(expected).Within(1));
    }

    [Test]
    public void FillPolygon_OfARectangle_EqualsTheRectangle()
    {
        var one = White(40, 30);
        var other = White(40, 30);

        one.FillRectangle(new(3.25, 4.5, 30.75, 20), Red);
        other.FillPolygon([new(3.25, 4.5), new(30.75, 4.5), new(30.75, 20), new(3.25, 20)], Red);

        ImageAssert.Close(one.Image, other.Image, 1, 0.1);
    }

    [Test]
    public void FillCircle_CoversItsArea([Values(2.5, 3.3, 10, 40)] double radius)
    {
        var canvas = new Canvas(new Image(100, 100));

        canvas.FillCircle(new(50.2, 49.7), radius, Rgb.White);

        double area = canvas.Image.Pixels.ToArray().Sum(value => value) / 3.0 / 255;
        Assert.That(area, Is.EqualTo(Math.PI * radius * radius).Within(4).Percent);
    }

    [Test]
    public void DrawLine_OfAnyDirection_CoversItsLength([Range(0, 330, 30)] int degrees)
    {
        var canvas = new Canvas(new Image(100, 100));
        (double sine, double cosine) = Math.SinCos(degrees * Math.PI / 180);

        canvas.DrawLine(new(50, 50), new(50 + (40 * cosine), 50 + (40 * sine)), Rgb.White, 3);

        double area = canvas.Image.Pixels.ToArray().Sum(value => value) / 3.0 / 255;
        Assert.That(area, Is.EqualTo((40 * 3) + (Math.PI * 2.25)).Within(4).Percent);
    }

    [Test]
    public void DrawPolyline_WithOpacity_IsEvenAtCorners()
    {
        var canvas = White(40, 40);

        canvas.DrawPolyline([new(5, 20), new(20, 20), new(20, 35), new(5, 20)], Rgb.Black, 4, opacity: 0.5);

        Assert.That(canvas.Image.Pixels.ToArray().Min(), Is.GreaterThanOrEqualTo(126));
    }

    [Test]
    public void Shapes_OutsideThePicture_AreCutOff()
    {
        var canvas = White(20, 20);

        canvas.FillRectangle(new(-100, -100, -1, 300), Red);
        canvas.DrawLine(new(-1e9, -1e9), new(1e9, 1e9), Red, 2);
        canvas.DrawLine(new(double.NaN, 0), new(5, double.PositiveInfinity), Red);
        canvas.FillCircle(new(1e7, 3), 5, Red);
        canvas.DrawCircle(new(10, 10), 1e5, Red);
        canvas.FillPolygon([new(-1e6, -1e6), new(-1e6, 1e6), new(-5, 0)], Red);
        canvas.DrawText("far away", new(500, -70), Red);
        canvas.Paste(new Image(5, 5), -10, 30);
        canvas.DrawBox(new(double.NaN, 0, 1, 1), "x", Red);

        Assert.That(canvas.Image[10, 10], Is.EqualTo(Red));
        Assert.That(canvas.Image[2, 17], Is.EqualTo(Rgb.White));
    }

    [Test]
    public void DrawText_StaysInItsMeasure([Values(8, 13, 20, 36)] double size, [Values(-1, 0, 1)] int turns)
    {
        const string Text = "Éjg Wqy (0.87) @|%";
        var canvas = White(600, 600);
        var (width, height) = Canvas.MeasureText(Text, size);

        canvas.DrawText(Text, new(300, 300), Rgb.Black, size, turns);

        var (left, top, right, bottom) = Inked(canvas.Image);
        var (x0, y0, x1, y1) = turns switch
        {
            0 => (300.0, 300.0, 300 + width, 300 + height),
            1 => (300 - height, 300.0, 300.0, 300 + width),
            _ => (300.0, 300 - width, 300 + height, 300.0),
        };
        // Accents of capitals rise above the line.
        double slack = 1.5 + (size / 6);
        Assert.That(left, Is.GreaterThanOrEqualTo(x0 - slack));
        Assert.That(top, Is.GreaterThanOrEqualTo(y0 - slack));
        Assert.That(right, Is.LessThanOrEqualTo(x1 + slack));
        Assert.That(bottom, Is.LessThanOrEqualTo(y1 + slack));
        Assert.That(Math.Max(right - left, bottom - top), Is.GreaterThan(width * 0.9));
    }

    [Test]
    public void DrawText_EveryLetter_LeavesInkOfItsOwn()
    {
        var seen = new HashSet<string>();
        for (char letter = '!'; letter <= 'ÿ'; letter++)
        {
            if (letter is > '~' and < '¡' || "¢£¤¥¦§¨©ª¬\u00AD®¯´¶¸¹º¼½¾".Contains(letter))
            {
                continue;
            }

            var canvas = White(60, 60);
            canvas.DrawText(letter.ToString(), new(5, 5), Rgb.Black, 40);
            Assert.That(seen.Add(Convert.ToBase64String(canvas.Image.Pixels)), Is.True, $"'{letter}' looks like another letter");
        }
    }

    [TestCase(-50, -50, 10, 10)]
    [TestCase(180, 90, 260, 140)]
    [TestCase(0, 0, 200, 100)]
    [TestCase(190, -20, 199, 5)]
    public void DrawBox_NearTheEdge_KeepsItsWholeLabelInside(double left, double top, double right, double bottom)
    {
        var canvas = White(200, 100);
        const double Size = 14;

        canvas.DrawBox(new(left, top, right, bottom), "platelets 0.52", Palette.Of(14), 2, Size);

        double plate = Canvas.MeasureText("platelets 0.52", Size).Width * Size;
        Assert.That(Count(canvas.Image, Palette.Of(14)), Is.GreaterThan(plate * 0.6));
    }

    [TestCase(100, -40)]
    [TestCase(-30, 50)]
    [TestCase(220, 120)]
    public void DrawRotatedBox_NearTheEdge_KeepsItsWholeLabelInside(double x, double y)
    {
        var canvas = White(200, 100);
        const double Size = 14;
        PixelPoint[] diamond = [new(x, y - 30), new(x + 30, y), new(x, y + 30), new(x - 30, y)];

        canvas.DrawRotatedBox(diamond, "harbour 0.52", Palette.Of(14), 2, Size);

        double plate = Canvas.MeasureText("harbour 0.52", Size).Width * Size;
        Assert.That(Count(canvas.Image, Palette.Of(14)), Is.GreaterThan(plate * 0.6));
    }

    [Test]
    public void DrawRotatedBox_WithoutAPlace_DrawsNothing()
    {
        var canvas = White(20, 20);

        canvas.DrawRotatedBox([], "a", Red, 2, 14);
        canvas.DrawRotatedBox([new(1, 1), new(double.NaN, 5), new(9, 9)], "a", Red, 2, 14);

        Assert.That(Count(canvas.Image, Rgb.White), Is.EqualTo(400));
    }

    [Test]
    public void DrawBox_OfAResult_DrawsItsEdges()
    {
        var (ours, theirs) = (White(100, 100), White(100, 100));
        var box = new Box(20.25f, 30.75f, 70.5f, 80.5f);

        ours.DrawBox(box, "cell", Red, 2);
        theirs.DrawBox(new PixelBox(20.25, 30.75, 70.5, 80.5), "cell", Red, 2);

        Assert.That((PixelBox)box, Is.EqualTo(new PixelBox(20.25, 30.75, 70.5, 80.5)));
        Assert.That(ours.Image.Pixels.SequenceEqual(theirs.Image.Pixels), Is.True);
    }

    [Test]
    public void DrawBox_Frame_IsCrisp()
    {
        var canvas = White(100, 100);

        canvas.DrawBox(new(20.3, 30.8, 70.2, 80.4), "", Red, 2);

        Assert.That(Count(canvas.Image, Red) + Count(canvas.Image, Rgb.White), Is.EqualTo(100 * 100));
        Assert.That((canvas.Image[19, 50], canvas.Image[20, 50], canvas.Image[21, 50]), Is.EqualTo((Red, Red, Rgb.White)));
    }

    [Test]
    public void Palette_GivesReadableText()
    {
        Assert.That(Palette.Colours.Distinct().Count(), Is.EqualTo(20));
        Assert.That(Palette.Of(20), Is.EqualTo(Palette.Of(0)));
        foreach (var colour in Palette.Colours)
        {
            Assert.That(Math.Abs(Palette.TextOn(colour).Luminance - colour.Luminance), Is.GreaterThan(90), colour.ToString());
        }
    }

    [Test]
    public void Parse_OfNoColour_SaysHow()
    {
        Assert.That(Rgb.Parse("#0a10FF"), Is.EqualTo(new Rgb(10, 16, 255)));
        Assert.That(() => Rgb.Parse("blue"), Throws.TypeOf<FormatException>().With.Message.Contains("six hexadecimal digits"));
    }

    private static Canvas White(int width, int height)
    {
        var image = new Image(width, height);
        image.Fill(Rgb.White);
        return new(image);
    }

    private static int Count(Image image, Rgb colour)
    {
        return Enumerable.Range(0, image.Width * image.Height).Count(i => image[i % image.Width, i / image.Width] == colour);
    }

    private static (int Left, int Top, int Right, int Bottom) Inked(Image image)
    {
        var inked = Enumerable.Range(0, image.Width * image.Height).Where(i => image[i % image.Width, i / image.Width].R < 128).ToArray();
        return (inked.Min(i => i % image.Width), inked.Min(i => i / image.Width), inked.Max(i => i % image.Width) + 1, inked.Max(i => i / image.Width) + 1);
    }
}
