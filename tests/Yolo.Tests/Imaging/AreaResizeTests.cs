using Yolo.Imaging;
using static TorchSharp.torch;

namespace Yolo.Tests.Imaging;

public sealed class AreaResizeTests
{
    [TestCase(31, 17)]
    [TestCase(100, 80)]
    [TestCase(200, 33)]
    public void Bilinear_EqualsTheAntialiasedInterpolationOfTensors(int width, int height)
    {
        using var scope = NewDisposeScope();
        var image = new Image(100, 80);
        new Random(1).NextBytes(image.Pixels);
        var input = tensor(image.Pixels.ToArray()).view(1, 80, 100, 3).permute(0, 3, 1, 2).to(float32).contiguous();

        var resized = AreaResize.Bilinear(image, width, height);

        var expected = nn.functional.interpolate(input, [height, width], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true)
            .permute(0, 2, 3, 1).contiguous().data<float>().ToArray();
        Assert.That(resized.Pixels.ToArray().Select(value => (float)value), Is.EqualTo(expected).Within(1.1f));
    }
}
