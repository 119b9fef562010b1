using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

/// <summary>Small files of rarer kinds, all of the same picture: red grows by 10 a column, green by 15 a row, blue is 90.</summary>
public class FixtureDecodeTests
{
    private const int Width = 24;
    private const int Height = 16;

    public static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Imaging", "Fixtures");

    [TestCase("progressive.jpg", 6)]
    [TestCase("rgb-lzw.tif", 0)]
    [TestCase("rgb16-big-endian.tif", 0)]
    [TestCase("rgba.tif", 0)]
    [TestCase("alpha.webp", 0)]
    [TestCase("animated.webp", 0)]
    [TestCase("runs.tga", 0)]
    [TestCase("colour.ppm", 0)]
    [TestCase("plain.ppm", 0)]
    public void Decode_Colour_GivesThePicture(string name, int tolerance)
    {
        Check(name, tolerance, (x, y) => new((byte)(10 * x), (byte)(15 * y), 90));
    }

    [TestCase("grey.jpg", 3)]
    [TestCase("grey16.tif", 0)]
    public void Decode_Grey_BecomesRgb(string name, int tolerance)
    {
        Check(name, tolerance, (x, _) => new((byte)(10 * x), (byte)(10 * x), (byte)(10 * x)));
    }

    [TestCase("cmyk.jpg", 4)]
    [TestCase("ycck.jpg", 6)]
    public void Decode_Inks_AreTakenFromTheBlack(string name, int tolerance)
    {
        Check(name, tolerance, (x, y) => new(Ink(10 * x, x), Ink(15 * y, x), Ink(90, x)));

        static byte Ink(int ink, int x) => (byte)(128 + (4 * x) - (((255 - ink) * (128 + (4 * x))) >> 8));
    }

    [TestCase("palette.tif")]
    [TestCase("animated.gif")]
    public void Decode_Palette_LooksColoursUp(string name)
    {
        Check(name, 0, (x, y) => new((byte)(10 * x), (byte)(15 * (y % 10)), 90));
    }

    [Test]
    public void Decode_TurnedTiff_IsUpright()
    {
        var image = Image.Decode(Path.Combine(Folder, "orientation6.tif"));

        Assert.That((image.Width, image.Height), Is.EqualTo((Height, Width)));
        Assert.That(image[0, 0], Is.EqualTo(new Rgb(0, 225, 90)));
        Assert.That(image[15, 23], Is.EqualTo(new Rgb(230, 0, 90)));
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Decode_FaxTiff_IsRefusedWithARemedy(int compression)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(Folder, "rgb-lzw.tif"));
        int entry = file.AsSpan().IndexOf((byte[])[3, 1, 3, 0, 1, 0, 0, 0, 5, 0]);
        file[entry + 8] = (byte)compression;

        Assert.That(() => Image.Decode(file), Throws.TypeOf<ImageFormatException>().With.Message.Contains("fax").And.Message.Contains("LZW"));
    }

    [Test]
    public void Decode_BigTiff_IsRefusedWithARemedy()
    {
        byte[] file = [.. "II+\0"u8, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, .. new byte[100]];

        Assert.That(() => Image.Decode(file), Throws.TypeOf<ImageFormatException>().With.Message.Contains("BigTIFF"));
    }

    [Test]
    public void Decode_PortableMapOfSixteenBits_IsRefusedWithARemedy() =>
        Assert.That(() => Image.Decode("P5\n1 1\n65535\n\u0001\u0002"u8), Throws.TypeOf<ImageFormatException>().With.Message.Contains("16 bits").And.Message.Contains("PNG"));

    [Test]
    public void Read_EveryFixture_AgreesWithTheDecodedSize()
    {
        foreach (string path in Directory.GetFiles(Folder))
        {
            var info = ImageInfo.Read(path);
            var image = Image.Decode(path);
            Assert.That((info.Width, info.Height, info.Truncated), Is.EqualTo((image.Width, image.Height, false)), path);
        }
    }

    private static void Check(string name, int tolerance, Func<int, int, Rgb> expected)
    {
        var image = Image.Decode(Path.Combine(Folder, name));
        var wanted = new Image(Width, Height);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                wanted[x, y] = expected(x, y);
            }
        }

        ImageAssert.Close(image, wanted, tolerance, tolerance);
    }
}
