using Yolo.Data.Augmentations;
using Yolo.Data.Classification;
using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Tests.Data;

public sealed class ClassificationTests
{
    [Test]
    public void RandomResizedCrop_StaysInsideAndKeepsItsShareAndForm([Range(0, 19)] int seed)
    {
        var random = new SampleRandom(seed, 0, 0);
        var (left, top, width, height) = RandomResizedCrop.Choose(200, 150, 0.5, ref random);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((left >= 0, top >= 0, left + width <= 200, top + height <= 150), Is.EqualTo((true, true, true, true)));
            Assert.That(width * height / 30000.0, Is.InRange(0.49, 1));
            Assert.That((double)width / height, Is.InRange(0.74, 1.35));
        }
    }

    [TestCase(1000, 10, 13, 10)]
    [TestCase(10, 1000, 10, 13)]
    public void RandomResizedCrop_OfAStrip_TakesTheMiddle(int width, int height, int cropWidth, int cropHeight)
    {
        var random = new SampleRandom(0, 0, 0);
        Assert.That(RandomResizedCrop.Choose(width, height, 0.5, ref random), Is.EqualTo(((width - cropWidth) / 2, (height - cropHeight) / 2, cropWidth, cropHeight)));
    }

    [Test]
    public void RandomResizedCrop_HasTheSizeOfTheInput()
    {
        var random = new SampleRandom(0, 0, 0);
        var made = RandomResizedCrop.Apply(Slope(90, 60), 32, 24, 0.5, ref random);
        Assert.That((made.Width, made.Height), Is.EqualTo((32, 24)));
    }

    [TestCase(100, 50, 32, 32)]
    [TestCase(50, 100, 32, 32)]
    [TestCase(100, 50, 40, 20)]
    public void CentreCrop_ShowsTheMiddle(int width, int height, int resultWidth, int resultHeight)
    {
        var picture = Plain(width, height, 10);
        new Canvas(picture).FillRectangle(new((width / 2) - 10, (height / 2) - 10, (width / 2) + 10, (height / 2) + 10), Rgb.White);
        var made = CentreCrop.Apply(picture, resultWidth, resultHeight);
        Assert.That((made.Width, made.Height, made[resultWidth / 2, resultHeight / 2].R, made[1, 1].R), Is.EqualTo((resultWidth, resultHeight, (byte)255, (byte)10)));
    }

    [TestCase(nameof(PictureOperation.Brightness), 0.5, 90)]
    [TestCase(nameof(PictureOperation.Brightness), -0.5, 30)]
    [TestCase(nameof(PictureOperation.Contrast), 0.9, 60)]
    [TestCase(nameof(PictureOperation.Color), 0.9, 60)]
    [TestCase(nameof(PictureOperation.Sharpness), 0.9, 60)]
    [TestCase(nameof(PictureOperation.Posterize), 3, 32)]
    [TestCase(nameof(PictureOperation.Solarize), 60, 195)]
    [TestCase(nameof(PictureOperation.Solarize), 61, 60)]
    [TestCase(nameof(PictureOperation.Invert), 0, 195)]
    [TestCase(nameof(PictureOperation.AutoContrast), 0, 60)]
    [TestCase(nameof(PictureOperation.Equalize), 0, 60)]
    [TestCase(nameof(PictureOperation.Identity), 0, 60)]
    public void Operation_OnAPlainPicture_GivesTheLevel(string operation, double magnitude, int level) =>
        Assert.That(PictureOperations.Apply(Plain(8, 8, 60), Enum.Parse<PictureOperation>(operation), magnitude).Pixels.ToArray(), Has.All.EqualTo((byte)level));

    [Test]
    public void Contrast_MovesAwayFromTheMean()
    {
        var picture = Halves(50, 150);
        PictureOperations.Apply(picture, PictureOperation.Contrast, 0.5);
        Assert.That((picture[0, 0].R, picture[7, 0].R), Is.EqualTo(((byte)25, (byte)175)));
    }

    [Test]
    public void AutoContrast_And_Equalize_UseTheWholeRange([Values(nameof(PictureOperation.AutoContrast), nameof(PictureOperation.Equalize))] string operation)
    {
        var picture = PictureOperations.Apply(Slope(64, 64), Enum.Parse<PictureOperation>(operation), 0);
        Assert.That((picture.Pixels.ToArray().Min(), picture.Pixels.ToArray().Max() >= 254), Is.EqualTo(((byte)0, true)));
    }

    [Test]
    public void Color_WithoutAny_IsGrey()
    {
        var picture = Plain(4, 4, 0);
        picture.Fill(new(200, 100, 50));
        PictureOperations.Apply(picture, PictureOperation.Color, -1);
        Assert.That(picture.Pixels.ToArray().Distinct().Single(), Is.EqualTo(124));
    }

    [Test]
    public void Sharpness_SteepensEdges()
    {
        var picture = PictureOperations.Apply(Halves(50, 150), PictureOperation.Sharpness, 0.9);
        Assert.That((picture[3, 3].R, picture[4, 3].R, picture[1, 3].R), Is.EqualTo(((byte)29, (byte)170, (byte)50)));
    }

    [TestCase(nameof(PictureOperation.TranslateX), 3, 13, 10)]
    [TestCase(nameof(PictureOperation.TranslateY), -4, 10, 6)]
    [TestCase(nameof(PictureOperation.ShearX), 0.3, 13, 10)]
    [TestCase(nameof(PictureOperation.ShearY), 0.3, 10, 13)]
    [TestCase(nameof(PictureOperation.Rotate), 90, 10, 10)]
    [TestCase(nameof(PictureOperation.Rotate), 0, 10, 10)]
    public void Operation_MovesAPoint(string operation, double magnitude, int x, int y)
    {
        var picture = Plain(21, 21, 0);
        picture.Row(10)[30..33].Fill(255);
        var made = PictureOperations.Apply(picture, Enum.Parse<PictureOperation>(operation), magnitude);
        Assert.That(made[x, y].R, Is.GreaterThan(200));
    }

    [Test]
    public void Rotate_TurnsAgainstTheClock()
    {
        var picture = Plain(21, 21, 0);
        picture.Row(10)[54..57].Fill(255);
        Assert.That(PictureOperations.Apply(picture, PictureOperation.Rotate, 90)[10, 2].R, Is.GreaterThan(200));
    }

    [Test]
    public void Policy_KeepsSizeAndFollowsItsSeed(
        [Values(AutoAugmentPolicy.RandAugment, AutoAugmentPolicy.AutoAugment, AutoAugmentPolicy.AugMix)] AutoAugmentPolicy policy)
    {
        var pictures = new HashSet<string>();
        for (int seed = 0; seed < 30; seed++)
        {
            var (one, other) = (Vary(policy, seed), Vary(policy, seed));
            Assert.That((one.Width, one.Height), Is.EqualTo((40, 30)));
            Assert.That(one.Pixels.SequenceEqual(other.Pixels));
            pictures.Add(Convert.ToHexString(one.Pixels));
        }

        Assert.That(pictures, Has.Count.GreaterThan(8));
    }

    [Test]
    public void AugMix_StaysNearThePicture()
    {
        byte[] plain = [.. Enumerable.Range(0, 20).Select(seed => Vary(AutoAugmentPolicy.AugMix, seed)[20, 15].R)];
        Assert.That(plain.Average(value => value), Is.EqualTo(Slope(40, 30)[20, 15].R).Within(40));
    }

    [Test]
    public void ColourJitter_StaysInItsRange([Range(0, 9)] int seed)
    {
        var picture = Plain(8, 8, 100);
        var random = new SampleRandom(seed, 0, 0);
        ColourJitter.Apply(picture, new() { HsvValue = 0.4, HsvSaturation = 0.7, HsvHue = 0.015 }, ref random);
        Assert.That(picture.Pixels.ToArray(), Has.All.InRange(59, 141));
    }

    [Test]
    public void ColourJitter_OfNothing_ChangesNothing()
    {
        var (picture, random) = (Slope(16, 16), new SampleRandom(0, 0, 0));
        ColourJitter.Apply(picture, AugmentationSettings.None, ref random);
        Assert.That(picture.Pixels.SequenceEqual(Slope(16, 16).Pixels));
    }

    [Test]
    public void RandomErasing_BlackensItsShare([Range(0, 19)] int seed)
    {
        var picture = Plain(100, 80, 200);
        var random = new SampleRandom(seed, 0, 0);
        RandomErasing.Apply(picture, 1, ref random);
        int[] black = [.. Enumerable.Range(0, 8000).Where(at => picture[at % 100, at / 100].R == 0)];
        int width = black.Max(at => at % 100) - black.Min(at => at % 100) + 1, height = black.Max(at => at / 100) - black.Min(at => at / 100) + 1;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(black.Length / 8000.0, Is.InRange(0.015, 0.34));
            Assert.That(width * height, Is.EqualTo(black.Length), "a rectangle");
        }
    }

    [Test]
    public void RandomErasing_ComesAsOftenAsAsked()
    {
        int erased = Enumerable.Range(0, 400).Count(seed =>
        {
            var (picture, random) = (Plain(20, 20, 200), new SampleRandom(seed, 0, 0));
            RandomErasing.Apply(picture, 0.4, ref random);
            return picture.Pixels.Contains((byte)0);
        });
        Assert.That(erased, Is.InRange(130, 190));
    }

    private static Image Vary(AutoAugmentPolicy policy, int seed)
    {
        var random = new SampleRandom(seed, 0, 0);
        return AutomaticAugmentation.Apply(Slope(40, 30), policy, ref random);
    }

    private static Image Plain(int width, int height, byte level)
    {
        var image = new Image(width, height);
        image.Pixels.Fill(level);
        return image;
    }

    private static Image Halves(byte left, byte right)
    {
        var image = Plain(8, 8, left);
        new Canvas(image).FillRectangle(new(4, 0, 8, 8), new(right, right, right));
        return image;
    }

    private static Image Slope(int width, int height)
    {
        var image = new Image(width, height);
        for (int at = 0; at < image.Pixels.Length; at++)
        {
            image.Pixels[at] = (byte)(40 + (at / 3 % width * 150 / width));
        }

        return image;
    }
}
