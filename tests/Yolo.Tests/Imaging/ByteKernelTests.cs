using Yolo.Imaging.Kernels;

namespace Yolo.Tests.Imaging;

/// <summary>Kernels that move or replace bytes, at all lengths: those of vectors and what is left over.</summary>
public sealed class ByteKernelTests
{
    [Test]
    public void Table_OfAnyLength_ReplacesEachByte([Range(0, 200, 7)] int length)
    {
        var random = new Random(length);
        byte[] table = new byte[256], bytes = new byte[length];
        random.NextBytes(table);
        random.NextBytes(bytes);
        byte[] expected = Array.ConvertAll(bytes, value => table[value]);

        ByteTable.Apply(bytes, table);

        Assert.That(bytes, Is.EqualTo(expected));
    }

    [Test]
    public void Table_LooksUpEveryValue()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        ByteTable.Apply(bytes, [.. bytes.Select(value => (byte)(255 - value))]);

        Assert.That(bytes, Is.EqualTo(Enumerable.Range(0, 256).Select(value => 255 - value)));
    }

    [Test]
    public void Planes_OfAnyNumberOfPixels_AreApartAndTogetherAgain([Values(1, 2, 15, 16, 17, 31, 48, 63, 64, 65, 79, 81, 128, 150, 199)] int count)
    {
        byte[] pixels = Pictures.Noise(count, 1, count).Pixels.ToArray();
        byte[] planes = new byte[3 * 200], joined = new byte[pixels.Length];

        PixelPlanes.Split(pixels, planes);
        PixelPlanes.Join(planes, joined);

        for (int channel = 0; channel < 3; channel++)
        {
            int first = channel;
            Assert.That(planes.Skip(channel * 200).Take(count), Is.EqualTo(Enumerable.Range(0, count).Select(at => pixels[(3 * at) + first])));
        }

        Assert.That(joined, Is.EqualTo(pixels));
    }

    [Test]
    public void FlipHorizontally_OfAnyWidth_MirrorsEachRow([Range(1, 45)] int width)
    {
        var picture = Pictures.Noise(width, 3, width);
        var mirrored = picture.Clone();

        mirrored.FlipHorizontally();

        for (int x = 0; x < width; x++)
        {
            Assert.That(mirrored[width - 1 - x, 1], Is.EqualTo(picture[x, 1]));
        }
    }
}
