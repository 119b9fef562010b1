using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

public class PngDecodeTests
{
    private const int Width = 13;
    private const int Height = 11;

    private static readonly byte[] Palette = [.. Enumerable.Range(0, 256).SelectMany(i => new[] { (byte)i, (byte)(255 - i), (byte)(i * 7) })];

    [Test]
    public void Decode_ColourOfAnyDepth_KeepsTheHighByte([Values(8, 16)] int depth, [Values(2, 6)] int colourType, [Values] bool interlaced)
    {
        var file = new PngFile(Width, Height, depth, colourType)
        {
            Interlaced = interlaced,
            Sample = (x, y, c) => (Sample(x, y, c) << (depth - 8)) | (depth == 16 ? 0xFF : 0),
        };

        Check(file, (x, y) => new((byte)Sample(x, y, 0), (byte)Sample(x, y, 1), (byte)Sample(x, y, 2)));
    }

    [Test]
    public void Decode_GreyOfAnyDepth_BecomesRgb([Values(1, 2, 4, 8, 16)] int depth, [Values] bool interlaced)
    {
        int most = (1 << depth) - 1;
        var file = new PngFile(Width, Height, depth, 0) { Interlaced = interlaced, Sample = (x, y, _) => ((x * 5) + (y * 777)) & most };

        Check(file, (x, y) =>
        {
            int value = ((x * 5) + (y * 777)) & most;
            byte grey = (byte)(depth == 16 ? value >> 8 : value * 255 / most);
            return new(grey, grey, grey);
        });
    }

    [Test]
    public void Decode_GreyWithAlpha_DropsAlpha([Values(8, 16)] int depth)
    {
        var file = new PngFile(Width, Height, depth, 4) { Sample = (x, y, c) => Sample(x, y, c) << (depth - 8) };

        Check(file, (x, y) => new((byte)Sample(x, y, 0), (byte)Sample(x, y, 0), (byte)Sample(x, y, 0)));
    }

    [Test]
    public void Decode_Palette_LooksColoursUp([Values(1, 2, 4, 8)] int depth, [Values] bool interlaced, [Values] bool transparent)
    {
        int most = (1 << depth) - 1;
        var file = new PngFile(Width, Height, depth, 3)
        {
            Interlaced = interlaced,
            Palette = Palette[..(3 << depth)],
            Transparency = transparent ? [0, 128] : null,
            Sample = (x, y, _) => (x + (3 * y)) & most,
        };

        Check(file, (x, y) =>
        {
            int i = (x + (3 * y)) & most;
            return new(Palette[3 * i], Palette[(3 * i) + 1], Palette[(3 * i) + 2]);
        });
    }

    [Test]
    public void Decode_ColourKey_IsIgnored()
    {
        var file = new PngFile(Width, Height, 8, 2) { Transparency = [0, 2, 0, 42, 0, 82], Sample = Sample };

        Check(file, (x, y) => new((byte)Sample(x, y, 0), (byte)Sample(x, y, 1), (byte)Sample(x, y, 2)));
    }

    private static int Sample(int x, int y, int c) => ((x * 3) + (y * 17) + (c * 40) + 2) & 255;

    private static void Check(PngFile file, Func<int, int, Rgb> expected)
    {
        var image = Image.Decode(file.ToBytes());

        Assert.That((image.Width, image.Height), Is.EqualTo((Width, Height)));
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                Assert.That(image[x, y], Is.EqualTo(expected(x, y)), $"at {x},{y}");
            }
        }
    }
}
