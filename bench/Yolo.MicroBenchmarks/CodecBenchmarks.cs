using BenchmarkDotNet.Attributes;
using Yolo.Imaging;

namespace Yolo.MicroBenchmarks;

/// <summary>Files of pictures of 640 × 480, in memory, at the quality that is written if none is named.</summary>
public class CodecBenchmarks
{
    private readonly Image picture = TestPicture.Make(640, 480);
    private byte[] file = [];

    /// <summary>The kind of file.</summary>
    [Params(ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP)]
    public ImageFormat Format { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        file = Encode();
        var seen = Decode();
        Check.That((seen.Width, seen.Height) == (picture.Width, picture.Height), "A picture keeps its size.");
        var error = 0.0;
        for (var i = 0; i < seen.Pixels.Length; i++)
        {
            error += Math.Abs(seen.Pixels[i] - picture.Pixels[i]) / (double)seen.Pixels.Length;
        }

        Check.That(error < (Format == ImageFormat.Png ? double.Epsilon : 5), "A picture comes back as it was, or nearly.");
        Console.WriteLine(FormattableString.Invariant($"// {Format}: {file.Length / 1024} KiB, mean error {error:F2}"));
    }

    [Benchmark]
    public byte[] Encode() => picture.Encode(Format);

    [Benchmark]
    public Image Decode() => Image.Decode(file);
}
