using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

public class HsvGainTests
{
    [Test]
    public void Apply_NoGain_ChangesColoursLittle()
    {
        var picture = Pictures.Noise(101, 57, 3);
        var changed = picture.Clone();

        HsvGain.Apply(changed, 0, 0, 0);

        // Hue has 180 steps only, so bright colours lose up to a few levels.
        ImageAssert.Close(changed, picture, 6, 2);
    }

    [Test]
    public void Apply_MoreSaturation_LeavesGreyGrey([Values(-0.7, 0.9)] double saturation)
    {
        var picture = new Image(256, 1);
        for (int x = 0; x < 256; x++)
        {
            picture[x, 0] = new((byte)x, (byte)x, (byte)x);
        }

        var changed = picture.Clone();
        HsvGain.Apply(changed, 0.3, saturation, 0);

        ImageAssert.Close(changed, picture, 1, 0.5);
    }

    [Test]
    public void Apply_TurnedByAThird_ExchangesPrimaries()
    {
        var picture = new Image(3, 1) { [0, 0] = new(255, 0, 0), [1, 0] = new(0, 255, 0), [2, 0] = new(0, 0, 255) };

        HsvGain.Apply(picture, 1.0 / 3, 0, 0);

        Assert.That((picture[0, 0], picture[1, 0], picture[2, 0]), Is.EqualTo((new Rgb(0, 255, 0), new Rgb(0, 0, 255), new Rgb(255, 0, 0))));
    }

    [Test]
    public void Apply_EveryWidth_TreatsTheLastPixelsAlike([Range(1, 20)] int width)
    {
        var picture = Pictures.Noise(width, 3, 5);
        var alone = picture.Crop(width - 1, 2, 1, 1);

        HsvGain.Apply(picture, -0.2, 0.4, -0.3);
        HsvGain.Apply(alone, -0.2, 0.4, -0.3);

        Assert.That(picture[width - 1, 2], Is.EqualTo(alone[0, 0]));
    }

    [TestCase(0, 0, 0)]
    [TestCase(0.4, -0.7, 0.4)]
    [TestCase(-0.015, 0.7, -0.4)]
    [TestCase(-0.999, 0.9, 1)]
    public void Apply_OnColoursOfAllKinds_EqualsTheDefinition(double hue, double saturation, double value)
    {
        const int Levels = 65;
        var picture = new Image(Levels * Levels, Levels);
        for (int at = 0; at < Levels * Levels * Levels; at++)
        {
            picture[at % (Levels * Levels), at / (Levels * Levels)] = new(Level(at % Levels), Level(at / Levels % Levels), Level(at / Levels / Levels));
        }

        var expected = Naive.Hsv(picture, hue, saturation, value);
        HsvGain.Apply(picture, hue, saturation, value);

        Assert.That(picture.Pixels.SequenceEqual(expected.Pixels), Is.True);
        static byte Level(int step) => (byte)Math.Min(255, step * 4);
    }
}
