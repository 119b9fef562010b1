using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

internal sealed class LetterboxTests
{
    private static readonly (int Width, int Height)[] Sizes =
        [(1, 1), (2, 1), (1, 3), (3, 5), (7, 640), (640, 7), (20000, 100), (33, 47), (101, 99), (640, 480), (500, 375), (1280, 960), (16, 16), (17, 4000)];

    [Test]
    public void Bilinear_ToAnySize_EqualsTheDefinition([ValueSource(nameof(Sizes))] (int Width, int Height) from)
    {
        var picture = Pictures.Noise(from.Width, from.Height, 4);
        foreach (var (width, height) in new[] { (1, 1), (5, 3), (64, 48), (97, 131), ((from.Width + 1) / 2, (from.Height + 1) / 2), (from.Width, 9) })
        {
            ImageAssert.Close(Resize.Bilinear(picture, width, height), Naive.Resize(picture, width, height), 1, 0.5);
        }
    }

    [Test]
    public void Render_ToFloats_EqualsTheBytes([Values] PixelLayout layout, [Values] bool auto, [ValueSource(nameof(Sizes))] (int Width, int Height) from)
    {
        var picture = Pictures.Noise(from.Width, from.Height, 8);
        var (canvas, place) = Pictures.Letterboxed(picture, new(96, 160) { Auto = auto, Padding = 77 });
        float[] input = new float[canvas.Pixels.Length];
        input.AsSpan().Fill(-1);

        Letterbox.Render(picture, place, input, layout, padding: 77);

        int plane = canvas.Width * canvas.Height;
        for (int i = 0; i < input.Length; i++)
        {
            int at = layout == PixelLayout.Hwc ? i : (i % plane * 3) + (i / plane);
            Assert.That(input[i], Is.EqualTo(canvas.Pixels[at] / 255f), $"element {i}");
        }
    }

    [Test]
    public void Render_EveryGreyLevel_IsTheRoundedQuotient([Values] PixelLayout layout)
    {
        var picture = new Image(256, 1);
        for (int x = 0; x < 256; x++)
        {
            picture[x, 0] = new((byte)x, (byte)x, (byte)x);
        }

        float[] input = new float[768];
        Letterbox.Render(picture, LetterboxGeometry.Plan(256, 1, new(256, 1)), input, layout);

        for (int i = 0; i < 768; i++)
        {
            Assert.That(input[i], Is.EqualTo((layout == PixelLayout.Hwc ? i / 3 : i % 256) / 255f));
        }
    }

    [Test]
    public void Plan_OddPadding_PutsTheRestBehind()
    {
        var place = LetterboxGeometry.Plan(10, 7, new(10));

        Assert.That((place.Top, place.Bottom, place.Left, place.Right), Is.EqualTo((1, 2, 0, 0)));
    }

    [TestCase(100, 50, 64, 32, 0, 0)]
    [TestCase(50, 100, 32, 64, 0, 0)]
    [TestCase(100, 60, 64, 64, 0, 13)]
    public void Plan_Auto_KeepsTheSmallestMultipleOfTheStride(int width, int height, int canvasWidth, int canvasHeight, int left, int top)
    {
        var place = LetterboxGeometry.Plan(width, height, new(64) { Auto = true });

        Assert.That((place.Width, place.Height, place.Left, place.Top), Is.EqualTo((canvasWidth, canvasHeight, left, top)));
    }

    [Test]
    public void Plan_WithoutScaleUp_LeavesSmallPictures()
    {
        var place = LetterboxGeometry.Plan(20, 10, new(64) { ScaleUp = false });

        Assert.That((place.ContentWidth, place.ContentHeight, place.Left, place.Top, place.GainX), Is.EqualTo((20, 10, 22, 27, 1.0)));
    }

    [Test]
    public void Plan_HugeRatio_KeepsAPixel()
    {
        Assert.That(LetterboxGeometry.Plan(20000, 10, new(320)).ContentHeight, Is.EqualTo(1));
        Assert.That(() => LetterboxGeometry.Plan(0, 10, new(320)), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Render_IntoABufferOfAnotherSize_IsRefused()
    {
        var picture = new Image(4, 4);
        var place = LetterboxGeometry.Plan(4, 4, new(8));

        Assert.That(() => Letterbox.Render(picture, place, new byte[8 * 8 * 3 + 1]), Throws.ArgumentException.With.Message.Contains("192"));
    }
}
