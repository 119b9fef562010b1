using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

public class ExifOrientationTests
{
    private const int Width = 48;
    private const int Height = 40;

    [Test]
    public void Decode_Jpeg_IsUpright([Range(1, 8)] int orientation, [Values] bool bigEndian)
    {
        Check(ExifFile.Jpeg(Pictures.Gradient(Width, Height), orientation, bigEndian), orientation, 4);
    }

    [Test]
    public void Decode_Png_IsUpright([Range(1, 8)] int orientation, [Values] bool bigEndian)
    {
        Check(ExifFile.Png(Pictures.Gradient(Width, Height), orientation, bigEndian), orientation, 0);
    }

    [Test]
    public void Decode_PngWithTheOrientationAtItsEnd_IsUpright()
    {
        Check(new PngFile(Width, Height, 8, 2) { Exif = ExifFile.Block(6, true), ExifLast = true, Sample = Sample }.ToBytes(), 6, 0);

        static int Sample(int x, int y, int c) => Pictures.Gradient(Width, Height).Row(y)[(x * 3) + c];
    }

    [Test]
    public void Decode_WebP_IsUpright([Range(1, 8)] int orientation, [Values] bool bigEndian)
    {
        Check(ExifFile.WebP(Pictures.Gradient(Width, Height), orientation, bigEndian), orientation, 12);
    }

    [TestCase(0)]
    [TestCase(9)]
    [TestCase(60000)]
    public void Decode_UnknownOrientation_LeavesThePicture(int orientation)
    {
        var stored = Pictures.Gradient(Width, Height);

        ImageAssert.Close(Image.Decode(ExifFile.Png(stored, orientation, false)), stored, 0, 0);
    }

    private static void Check(byte[] file, int orientation, int tolerance)
    {
        var stored = Pictures.Gradient(Width, Height);
        bool turned = orientation >= 5;
        var shown = new Image(turned ? Height : Width, turned ? Width : Height);
        for (int y = 0; y < shown.Height; y++)
        {
            for (int x = 0; x < shown.Width; x++)
            {
                var (column, row) = Stored(orientation, x, y);
                shown[x, y] = stored[column, row];
            }
        }

        var info = ImageInfo.Read(file);
        Assert.That((info.Width, info.Height, info.Orientation), Is.EqualTo((shown.Width, shown.Height, orientation)));
        ImageAssert.Close(Image.Decode(file), shown, tolerance, tolerance / 2.0);
    }

    /// <summary>Which stored pixel is shown at (x, y), by the definition of EXIF: where the stored row 0 and column 0 lie.</summary>
    private static (int Column, int Row) Stored(int orientation, int x, int y)
    {
        return orientation switch
        {
            1 => (x, y),
            2 => (Width - 1 - x, y),
            3 => (Width - 1 - x, Height - 1 - y),
            4 => (x, Height - 1 - y),
            5 => (y, x),
            6 => (y, Height - 1 - x),
            7 => (Width - 1 - y, Height - 1 - x),
            _ => (Width - 1 - y, x),
        };
    }
}
