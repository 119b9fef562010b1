using System.Text.Json;
using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

/// <summary>Letterbox, warps and HSV against OpenCV's own results.</summary>
public class ImageGoldenTests
{
    private const int Most = 1;
    private const double Mean = 0.05;

    // The seventh is not centred, as no input is.
    [Test]
    public void Letterbox_OfTheGolden_EqualsOpenCv([Range(0, 5)] int number)
    {
        string name = $"letterbox.{number}";
        var (golden, parameters) = Open(name);
        var options = new LetterboxOptions(parameters.GetProperty("new").GetInt32())
        {
            Auto = parameters.GetProperty("auto").GetBoolean(),
            ScaleUp = parameters.GetProperty("scaleup").GetBoolean(),
        };

        var (canvas, _) = Pictures.Letterboxed(Source(parameters), options);

        Compare(canvas, golden, name);
    }

    [Test]
    public void Affine_OfTheGolden_EqualsOpenCv([Range(0, 2)] int number)
    {
        string name = $"warp.{number}";
        var (golden, parameters) = Open(name);
        var source = Source(parameters);

        Compare(Warp.Affine(source, Matrix(parameters), source.Width, source.Height), golden, name);
    }

    [Test]
    public void Perspective_OfTheGolden_EqualsOpenCv([Values(0)] int number)
    {
        string name = $"perspective.{number}";
        var (golden, parameters) = Open(name);
        var source = Source(parameters);

        var warped = new Image(source.Width, source.Height);
        Warp.Perspective(source, Matrix(parameters), warped);

        Compare(warped, golden, name);
    }

    [Test]
    public void HsvGain_OfTheGolden_EqualsOpenCv([Range(0, 2)] int number)
    {
        string name = $"hsv.{number}";
        var (golden, parameters) = Open(name);
        var image = Source(parameters);
        double[] gains = [.. parameters.GetProperty("r").EnumerateArray().Select(gain => gain.GetDouble())];

        HsvGain.Apply(image, gains[0], gains[1], gains[2]);

        Compare(image, golden, name);
    }

    private static (GoldenFile Golden, JsonElement Parameters) Open(string name)
    {
        var golden = new GoldenFile(Shared.Path("goldens/ops/images.safetensors"));
        using var document = JsonDocument.Parse(golden.Metadata(name));
        return (golden, document.RootElement.Clone());
    }

    private static Image Source(JsonElement parameters) => Pictures.Pattern(parameters.GetProperty("w").GetInt32(), parameters.GetProperty("h").GetInt32());

    private static double[] Matrix(JsonElement parameters)
    {
        return [.. parameters.GetProperty("M").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(entry => entry.GetDouble())];
    }

    private static void Compare(Image actual, GoldenFile golden, string name)
    {
        Assert.That(golden.Shape(name), Is.EqualTo(new[] { actual.Height, actual.Width, Image.Channels }));
        ImageAssert.Close(Pictures.Swapped(actual).Pixels, golden.Bytes(name), Most, Mean);
    }
}
