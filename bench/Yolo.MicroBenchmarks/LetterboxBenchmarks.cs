using System.Globalization;
using BenchmarkDotNet.Attributes;
using Yolo.Imaging;

namespace Yolo.MicroBenchmarks;

/// <summary>A picture brought to 640 × 640 with grey around it, which stands in the way of every picture; on one thread.</summary>
public class LetterboxBenchmarks
{
    private const int Side = 640;

    private readonly byte[] bytes = new byte[Side * Side * Image.Channels];
    private readonly float[] floats = new float[Side * Side * Image.Channels];
    private Image picture = null!;
    private LetterboxGeometry geometry;

    /// <summary>Width and height of the picture: as large as the canvas, twice that, between the two, and half of it.</summary>
    [Params("640x480", "1280x960", "810x1080", "320x240")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        var sides = Array.ConvertAll(Size.Split('x'), side => int.Parse(side, CultureInfo.InvariantCulture));
        picture = TestPicture.Make(sides[0], sides[1]);
        geometry = LetterboxGeometry.Plan(picture.Width, picture.Height, new LetterboxOptions(Side));
        Bytes();
        Check.That(Math.Abs(MeanOfContent() - TestPicture.Mean(picture.Pixels)) < 0.5, "The picture is as bright after as before.");
        Check.That(bytes[0] == 114 && bytes[^1] == 114, "The corners are grey.");
        FloatsByRow();
        Check.That(Is((y, x, channel) => (((y * Side) + x) * Image.Channels) + channel), "By rows, the numbers are the bytes between 0 and 1.");
        FloatsByChannel();
        Check.That(Is((y, x, channel) => (((channel * Side) + y) * Side) + x), "By channels, too.");
    }

    [Benchmark(Baseline = true)]
    public void Bytes() => Letterbox.Render(picture, geometry, bytes);

    /// <summary>Channel × height × width, what a network takes.</summary>
    [Benchmark]
    public void FloatsByChannel() => Letterbox.Render(picture, geometry, floats, PixelLayout.Chw);

    /// <summary>Height × width × channel, what a network in the layout channels-last takes.</summary>
    [Benchmark]
    public void FloatsByRow() => Letterbox.Render(picture, geometry, floats, PixelLayout.Hwc);

    private double MeanOfContent()
    {
        var content = new List<byte>();
        for (var y = geometry.Top; y < geometry.Top + geometry.ContentHeight; y++)
        {
            content.AddRange(bytes.AsSpan(((y * Side) + geometry.Left) * Image.Channels, geometry.ContentWidth * Image.Channels));
        }

        return TestPicture.Mean(content.ToArray());
    }

    // The numbers come of unrounded pixels.
    private bool Is(Func<int, int, int, int> place)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var at = place(i / Image.Channels / Side, i / Image.Channels % Side, i % Image.Channels);
            if (Math.Abs((floats[at] * 255) - bytes[i]) > 0.51)
            {
                return false;
            }
        }

        return true;
    }
}
