using Yolo.Charts;
using Yolo.Imaging;

namespace Yolo.Tests.Charts;

public sealed class LetteringTests
{
    [Test]
    public void Fit_OfATextThatFits_IsTheText() => Assert.That(Lettering.Fit("cat", 20, 200), Is.EqualTo("cat"));

    [Test]
    public void Fit_OfALongText_IsShortEnoughAndSaysSo()
    {
        var text = Lettering.Fit("a very long name of a class", 20, 100);

        Assert.That(text, Does.StartWith("a ver").And.EndsWith(".."));
        Assert.That(Canvas.MeasureText(text, 20).Width, Is.LessThanOrEqualTo(100));
    }

    [TestCase(0, 50, 90)]
    [TestCase(0.5, 30, 70)]
    [TestCase(1, 10, 50)]
    public void Write_AtAPoint_PlacesTheTextByIt(double across, int from, int to)
    {
        var picture = new Image(100, 100);
        var text = Lettering.Fit("HHHHHHHHHHHH", 20, 40);

        Lettering.Write(new Canvas(picture), text, new(50, 50), 20, Rgb.White, across);

        var touched = Enumerable.Range(0, 100 * 100).Where(at => picture[at % 100, at / 100].R > 128).ToList();
        Assert.That(touched.Select(at => at % 100), Is.All.InRange(from - 1, to + 1));
        Assert.That(touched.Average(at => at / 100), Is.EqualTo(50).Within(2));
    }

    [Test]
    public void WriteUpwards_EndingAtAPoint_LiesBelowIt()
    {
        var picture = new Image(100, 100);

        Lettering.WriteUpwards(new Canvas(picture), "HHH", new(50, 40), 20, Rgb.White, 1);

        var touched = Enumerable.Range(0, 100 * 100).Where(at => picture[at % 100, at / 100].R > 128).ToList();
        Assert.That(touched.Select(at => at / 100), Is.All.InRange(39, 40 + Canvas.MeasureText("HHH", 20).Width));
        Assert.That(touched.Average(at => at % 100), Is.EqualTo(50).Within(2));
    }
}
