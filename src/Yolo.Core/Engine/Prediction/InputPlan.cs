using Yolo.Engine.Inference;
using Yolo.Imaging;

namespace Yolo.Engine.Prediction;

/// <summary>How pictures become the network's input. Legend: B pictures, H and W size of the input.</summary>
/// <param name="Size">Largest size of the input.</param>
/// <param name="Stride">What its sides are multiples of.</param>
/// <param name="Rect">Pad only to the next multiple of the stride when all pictures have one size.</param>
internal record InputPlan(ImageSize Size, int Stride, bool Rect)
{
    private const byte Padding = 114;

    /// <summary>How the numbers lie; by default row by row with the channels innermost, as libtorch is fastest.</summary>
    internal PixelLayout Layout { get; init; } = PixelLayout.Hwc;

    /// <summary>Renders the pictures.</summary>
    /// <param name="pictures">At least one.</param>
    /// <param name="buffers">Where the memory comes from.</param>
    internal PreparedInput Render(IReadOnlyList<Image> pictures, BufferPool<float> buffers)
    {
        var first = pictures[0];
        var sameSize = pictures.All(picture => picture.Width == first.Width && picture.Height == first.Height);
        var options = new LetterboxOptions(Size.Width, Size.Height) { Auto = Rect && sameSize, Stride = Stride, Padding = Padding };
        var plan = LetterboxGeometry.Plan(first.Width, first.Height, options);
        var length = plan.Height * plan.Width * Image.Channels;
        var numbers = buffers.Take(pictures.Count * length);
        Each(pictures.Count, i => RenderOne(pictures[i], numbers.AsSpan(i * length, length), options));
        return new PreparedInput(numbers, Layout, pictures.Count, plan.Height, plan.Width);
    }

    /// <summary>Renders one picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="pixels">[H, W, 3], or [3, H, W] in planes.</param>
    /// <param name="options">The canvas.</param>
    private protected virtual void RenderOne(Image picture, Span<float> pixels, LetterboxOptions options) =>
        Letterbox.Render(picture, LetterboxGeometry.Plan(picture.Width, picture.Height, options), pixels, Layout, options.Padding);

    internal static void Each(int count, Action<int> action)
    {
        if (count == 1)
        {
            action(0);
            return;
        }

        Parallel.For(0, count, action);
    }
}
