using System.Security.Cryptography;
using SkiaSharp;
using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

/// <summary>JPEG pixels are libjpeg-turbo's to the bit: the hashes are of what its program djpeg writes with its defaults.</summary>
public class JpegParityTests
{
    [TestCase("bccd/images/test/BloodImage_00007.jpg", "eaa22c32ebd16d31")]
    [TestCase("bccd/images/train/BloodImage_00224.jpg", "058daa073d338948")]
    [TestCase("coco128/images/train2017/000000000009.jpg", "3fe7c697114f95e6")]
    [TestCase("coco128/images/train2017/000000000370.jpg", "922418718934e101")]
    [TestCase("coco8-pose/images/train/000000000036.jpg", "422a2ae3478ac45f")]
    [TestCase("coco8-pose/images/val/000000000110.jpg", "7c7a7c904e27141a")]
    [TestCase("coco-seg/images/train/000000000009.jpg", "3fe7c697114f95e6")]
    [TestCase("coco-seg/images/train/000000000194.jpg", "6d30cbea8c64d8ea")]
    [TestCase("dota/images/train/P0078.jpg", "5de2488d289d806d")]
    [TestCase("dota/images/train/P1987.jpg", "f20fe53293057e1b")]
    [TestCase("flowers/train/daisy/100080576_f52e8ee070_n.jpg", "4d318fd4cbc3e2f7")]
    [TestCase("flowers/train/sunflowers/184682652_c927a49226_m.jpg", "1a27ac743631bce8")]
    public void Decode_Photograph_EqualsLibjpegTurbo(string file, string hash)
    {
        var image = Image.Decode(Shared.Path("datasets", file));

        Assert.That(Convert.ToHexStringLower(SHA256.HashData(image.Pixels)), Does.StartWith(hash));
    }

    [TestCase("progressive.jpg", "bc892abcd0402348")]
    [TestCase("grey.jpg", "a0ee9082549f13dc")]
    public void Decode_Fixture_EqualsLibjpegTurbo(string file, string hash)
    {
        var image = Image.Decode(Path.Combine(FixtureDecodeTests.Folder, file));

        Assert.That(Convert.ToHexStringLower(SHA256.HashData(image.Pixels)), Does.StartWith(hash));
    }

    [Test]
    public void Decode_WithAColourProfile_LeavesThePixels()
    {
        byte[] file = WithProfile(Pictures.Gradient(40, 30));
        byte[] other = [.. file];
        int name = other.AsSpan().IndexOf("ICC_PROFILE"u8);
        other[name] = (byte)'X';

        Assert.That(name, Is.GreaterThan(0));
        Assert.That(Image.Decode(file).Pixels.SequenceEqual(Image.Decode(other).Pixels));
    }

    /// <summary>Skia writes the profile of a picture whose colours are wider than those of screens.</summary>
    private static byte[] WithProfile(Image image)
    {
        using var wide = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Linear, SKColorSpaceXyz.Rec2020);
        using var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, wide));
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                bitmap.SetPixel(x, y, new(image[x, y].R, image[x, y].G, image[x, y].B));
            }
        }

        using var file = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return file.ToArray();
    }
}
