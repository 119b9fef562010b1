using Yolo.Engine.Prediction;
using Yolo.Imaging;

namespace Yolo.Engine.Tasks.Classify;

/// <summary>Classifiers see the middle of a picture, see <see cref="CentreCrop"/>.</summary>
internal sealed record ClassificationInputPlan(ImageSize Size) : InputPlan(Size, 1, Rect: false)
{
    /// <inheritdoc/>
    private protected override void RenderOne(Image picture, Span<float> pixels, LetterboxOptions options)
    {
        var values = CentreCrop.Apply(picture, Size.Width, Size.Height).Pixels;
        var plane = Layout == PixelLayout.Chw ? values.Length / Image.Channels : 1;
        var step = Layout == PixelLayout.Chw ? 1 : Image.Channels;
        for (var at = 0; at < values.Length; at++)
        {
            var (pixel, channel) = Math.DivRem(at, Image.Channels);
            pixels[(pixel * step) + (channel * plane)] = values[at] / 255f;
        }
    }
}
