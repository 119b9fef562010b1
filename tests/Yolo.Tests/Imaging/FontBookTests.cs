using SkiaSharp;
using Yolo.Imaging;
using Yolo.Imaging.Drawing;

namespace Yolo.Tests.Imaging;

/// <summary>Text in scripts that the stroke font lacks, on a machine without fonts; and on this one, if it has any.</summary>
public class FontBookTests
{
    private readonly List<string> warnings = [];

    [SetUp]
    public void Forget() => warnings.Clear();

    [TestCase("person 0.87")]
    [TestCase("Müller, café")]
    [TestCase("")]
    public void Runs_OfLatin_AreOneInTheStrokeFont(string text)
    {
        var runs = WithoutFonts().Runs(text);

        Assert.That(runs, Is.EqualTo(new TextRun[] { new(text, null) }));
        Assert.That(warnings, Is.Empty);
    }

    [TestCase("猫 0.87", "? 0.87")]
    [TestCase("a猫b 交通", "a?b ??")]
    [TestCase("قطة", "???")]
    [TestCase("👍🏽 ok", "? ok")]
    [TestCase("two\nlines", "two lines")]
    public void Runs_OfLettersThatNoFontHas_AreQuestionMarks(string text, string shown)
    {
        var runs = WithoutFonts().Runs(text);

        Assert.That(runs, Is.EqualTo(new TextRun[] { new(shown, null) }));
    }

    [Test]
    public void Runs_OfHalfAPair_AreAQuestionMark() =>
        Assert.That(WithoutFonts().Runs("😀 lone".AsSpan(1)), Is.EqualTo(new TextRun[] { new("? lone", null) }));

    [Test]
    public void Warnings_NameEachMissingScriptOnce()
    {
        var fonts = WithoutFonts();
        foreach (string text in new[] { "猫", "犬", "猫 狗", "Кот", "Котёнок", "قطة" })
        {
            fonts.Measure(text, 20);
        }

        Assert.That(warnings, Has.Count.EqualTo(3));
        Assert.That(warnings[0], Does.Contain("Chinese").And.Contain("猫"));
        Assert.That(warnings[1], Does.Contain("Cyrillic"));
        Assert.That(warnings[2], Does.Contain("Arabic"));
        Assert.That(warnings[0], OperatingSystem.IsLinux() ? Does.Contain("fonts-noto-cjk") : Does.Contain("Install"));
    }

    [Test]
    public void Draw_WithoutFonts_LooksAsItIsMeasured()
    {
        var (drawn, expected) = (new Image(120, 30), new Image(120, 30));

        TextPainter.Draw(drawn, "猫 0.87", new(2, 2), Rgb.White, 20, 0, 1, WithoutFonts());
        TextPainter.Draw(expected, "? 0.87", new(2, 2), Rgb.White, 20, 0, 1, WithoutFonts());

        Assert.That(drawn.Pixels.SequenceEqual(expected.Pixels));
    }

    [TestCase("Кошка 0.9")]
    [TestCase("قطة سوداء 0.87")]
    [TestCase("猫")]
    [TestCase("😀")]
    public void Draw_WithAFontOfThisMachine_StaysWithinItsMeasure(string text)
    {
        if (new SystemFonts().Find([.. text.EnumerateRunes().Take(1).Select(rune => rune.Value)]) is null)
        {
            Assert.Ignore($"No font of this machine has the letters of '{text}'.");
        }

        var image = new Image(400, 60);
        var canvas = new Canvas(image);
        double width = Canvas.MeasureText(text, 24).Width;
        canvas.DrawText(text, new(10, 15), Rgb.White, 24);

        Assert.That(image.Pixels.IndexOfAnyExcept((byte)0), Is.GreaterThanOrEqualTo(0));
        Assert.That(image.Crop((int)width + 16, 0, 400, 60).Pixels.IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
        foreach (int turns in new[] { -1, 1, 2 })
        {
            Assert.That(() => canvas.DrawText(text, new(200, 30), Rgb.White, 24, turns, 1.5), Throws.Nothing);
        }
    }

    private FontBook WithoutFonts() => new(new NoFonts(), warnings.Add);

    private sealed class NoFonts : IFontSource
    {
        public SKTypeface? Find(ReadOnlySpan<int> letters) => null;
    }
}
