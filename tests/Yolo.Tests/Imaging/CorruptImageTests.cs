using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

/// <summary>Damaged files give a picture or a clear error, never a crash.</summary>
public class CorruptImageTests
{
    public static IEnumerable<string> Formats => ["jpeg", "progressive", "cmyk", "png", "interlaced", "webp", "lossless", "bmp", "rle", "tiff", "palette", "gif", "tga", "pbm", "animated"];

    [TestCaseSource(nameof(Formats))]
    public void Decode_TruncatedAnywhere_IsRefusedOrRead(string format)
    {
        byte[] file = Build(format);
        for (int length = 0; length < file.Length; length += file.Length > 4000 ? 97 : 7)
        {
            Try(file.AsSpan(0, length));
        }
    }

    [TestCaseSource(nameof(Formats))]
    public void Decode_FlippedBytes_IsRefusedOrRead(string format)
    {
        byte[] file = Build(format);
        var random = new Random(20);
        for (int round = 0; round < 300; round++)
        {
            byte[] damaged = [.. file];
            for (int flip = 0; flip <= round % 8; flip++)
            {
                // Headers matter most; half of the damage goes there.
                int at = random.Next(flip % 2 == 0 ? Math.Min(200, damaged.Length) : damaged.Length);
                damaged[at] ^= (byte)random.Next(1, 256);
            }

            Try(damaged);
        }
    }

    [TestCase("jpeg")]
    [TestCase("png")]
    [TestCase("webp")]
    [TestCase("bmp")]
    public void Decode_CutInTheMiddle_IsAnError(string format)
    {
        byte[] file = Build(format);

        Assert.That(() => Image.Decode(file.AsSpan(0, file.Length / 2)), Throws.TypeOf<ImageFormatException>());
    }

    [Test]
    public void Decode_CutJpegWhenNotStrict_FillsTheRest()
    {
        var picture = Pictures.Gradient(160, 120);
        byte[] file = picture.Encode(ImageFormat.Jpeg);

        var image = Image.Decode(file.AsSpan(0, file.Length * 3 / 4), strict: false);

        Assert.That((image.IsIncomplete, Image.Decode(file).IsIncomplete), Is.EqualTo((true, false)));
        ImageAssert.Close(image.Crop(0, 0, 160, 40), picture.Crop(0, 0, 160, 40), 8, 2);
    }

    [Test]
    public void Decode_DamagedJpegData_IsPaintedOver()
    {
        byte[] file = Pictures.Noise(64, 64, 1).Encode(ImageFormat.Jpeg);
        file.AsSpan(file.Length / 2, 40).Fill(0xFF);
        file[(file.Length / 2) + 40] = 0xD0;

        Assert.That(() => Image.Decode(file, strict: false), Throws.Nothing);
    }

    private static void Try(ReadOnlySpan<byte> data)
    {
        foreach (bool strict in new[] { true, false })
        {
            try
            {
                Image.Decode(data, strict);
            }
            catch (ImageFormatException error)
            {
                Assert.That(error.Message, Does.StartWith("the picture: ").And.EndsWith("."));
            }
        }
    }

    private static byte[] Build(string format)
    {
        var picture = Pictures.Gradient(61, 47);
        return format switch
        {
            "jpeg" => Pictures.Noise(61, 47, 3).Encode(ImageFormat.Jpeg),
            "png" => Pictures.Noise(61, 47, 3).Encode(ImageFormat.Png),
            "webp" => Pictures.Noise(61, 47, 3).Encode(ImageFormat.WebP),
            "interlaced" => new PngFile(61, 47, 8, 2) { Interlaced = true, Sample = (x, y, c) => picture.Row(y)[(x * 3) + c] }.ToBytes(),
            "bmp" => BmpFile.Build(61, 47, 8, BmpFile.Rows(61, 47, 8, (x, y) => (uint)(x + y)), new byte[1024]),
            "rle" => BmpFile.Build(8, 3, 8, [8, 1, 0, 0, 0, 3, 1, 2, 3, 0, 5, 9, 0, 0, 8, 4, 0, 1], new byte[1024], compression: 1),
            "progressive" => Fixture("progressive.jpg"),
            "cmyk" => Fixture("cmyk.jpg"),
            "lossless" => Fixture("alpha.webp"),
            "tiff" => Fixture("rgb-lzw.tif"),
            "gif" => Fixture("animated.gif"),
            "animated" => Fixture("animated.webp"),
            "tga" => Fixture("runs.tga"),
            "pbm" => Fixture("colour.ppm"),
            _ => Fixture("palette.tif"),
        };
    }

    private static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(FixtureDecodeTests.Folder, name));
}
