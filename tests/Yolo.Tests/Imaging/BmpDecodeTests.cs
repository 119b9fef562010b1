using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

public class BmpDecodeTests
{
    private const int Width = 7;
    private const int Height = 5;

    private static readonly byte[] Palette = [.. Enumerable.Range(0, 256).SelectMany(i => new byte[] { (byte)(i * 3), (byte)(255 - i), (byte)(i * 9), 0 })];

    [Test]
    public void Decode_TrueColour_ReadsEveryPixel([Values(24, 32)] int bits, [Values] bool topDown)
    {
        byte[] rows = BmpFile.Rows(Width, Height, bits, (x, y) => 0xAA000000u | (uint)((x * 30) << 16) | (uint)((y * 40) << 8) | 17, topDown);

        var image = Image.Decode(BmpFile.Build(Width, topDown ? -Height : Height, bits, rows));

        Check(image, (x, y) => new((byte)(x * 30), (byte)(y * 40), 17));
    }

    [Test]
    public void Decode_Palette_LooksColoursUp([Values(1, 4, 8)] int bits)
    {
        byte[] rows = BmpFile.Rows(Width, Height, bits, (x, y) => (uint)(x + y) & ((1u << bits) - 1));

        var image = Image.Decode(BmpFile.Build(Width, Height, bits, rows, Palette[..(4 << bits)]));

        Check(image, (x, y) => Colour((x + y) & ((1 << bits) - 1)));
    }

    [Test]
    public void Decode_SixteenBits_SpreadsChannels()
    {
        byte[] rows = BmpFile.Rows(Width, Height, 16, (x, y) => (uint)((x << 11) | (y << 5) | 31));

        var image = Image.Decode(BmpFile.Build(Width, Height, 16, rows, compression: 3, masks: [0xF800, 0x07E0, 0x001F]));

        Check(image, (x, y) => new((byte)((x << 3) | (x >> 2)), (byte)((y << 2) | (y >> 4)), 255));
    }

    [Test]
    public void Decode_RunLengths_AreUnpacked()
    {
        // Two runs; a literal of three with its padding; end of line, a jump, end of file. Row 0 is the bottom one.
        byte[] packed = [4, 9, 3, 8, 0, 0, 0, 3, 1, 2, 3, 0, 4, 5, 0, 0, 0, 2, 2, 1, 1, 77, 0, 1];

        var image = Image.Decode(BmpFile.Build(Width, Height, 8, packed, Palette, compression: 1));

        int[][] indices = [[9, 9, 9, 9, 8, 8, 8], [1, 2, 3, 5, 5, 5, 5], [0, 0, 0, 0, 0, 0, 0], [0, 0, 77, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0]];
        Check(image, (x, y) => Colour(indices[Height - 1 - y][x]));
    }

    [Test]
    public void Decode_RunLengthsOfFourBits_AreUnpacked()
    {
        byte[] packed = [7, 0x9A, 0, 0, 0, 3, 0x12, 0x30, 0, 1];

        var image = Image.Decode(BmpFile.Build(Width, 2, 4, packed, Palette[..64], compression: 2));

        Assert.That(Enumerable.Range(0, Width).Select(x => image[x, 1]), Is.EqualTo(new[] { 9, 10, 9, 10, 9, 10, 9 }.Select(Colour)));
        Assert.That(Enumerable.Range(0, Width).Select(x => image[x, 0]), Is.EqualTo(new[] { 1, 2, 3, 0, 0, 0, 0 }.Select(Colour)));
    }

    private static Rgb Colour(int index) => new(Palette[(4 * index) + 2], Palette[(4 * index) + 1], Palette[4 * index]);

    private static void Check(Image image, Func<int, int, Rgb> expected)
    {
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
