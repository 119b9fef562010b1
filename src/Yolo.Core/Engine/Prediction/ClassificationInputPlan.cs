using Yolo.Imaging;

namespace Yolo.Engine.Prediction;

/// <summary>Classifiers see the middle of a picture: its shorter side is made as long as the input, what is over at the longer one is cut off. An input that is no square takes the whole picture, stretched.</summary>
internal sealed record ClassificationInputPlan(ImageSize Size) : InputPlan(Size, 1, Rect: false)
{
    /// <inheritdoc/>
    private protected override void RenderOne(Image picture, Span<float> pixels, LetterboxOptions options)
    {
        var resized = Resize(picture);
        var top = (int)Math.Round((resized.Height - Size.Height) / 2.0, MidpointRounding.ToEven);
        var left = (int)Math.Round((resized.Width - Size.Width) / 2.0, MidpointRounding.ToEven);
        var length = Size.Width * Image.Channels;
        for (var y = 0; y < Size.Height; y++)
        {
            var row = resized.Row(top + y).Slice(left * Image.Channels, length);
            var target = pixels.Slice(y * length, length);
            for (var x = 0; x < length; x++)
            {
                target[x] = row[x] / 255f;
            }
        }
    }

    private Image Resize(Image picture)
    {
        if (Size.Width != Size.Height)
        {
            return AreaResize.Bilinear(picture, Size.Width, Size.Height);
        }

        var side = Size.Width;
        return picture.Width <= picture.Height
            ? AreaResize.Bilinear(picture, side, (int)((long)side * picture.Height / picture.Width))
            : AreaResize.Bilinear(picture, (int)((long)side * picture.Width / picture.Height), side);
    }
}
