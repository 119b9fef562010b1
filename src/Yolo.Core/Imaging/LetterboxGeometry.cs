namespace Yolo.Imaging;

/// <summary>Where a picture lies on its canvas; all in pixels.</summary>
/// <param name="Width">Width of the canvas.</param>
/// <param name="Height">Height of the canvas.</param>
/// <param name="ContentWidth">Width of the resized picture.</param>
/// <param name="ContentHeight">Height of the resized picture.</param>
/// <param name="Left">Padding on the left.</param>
/// <param name="Top">Padding above.</param>
/// <param name="GainX">Factor that takes a horizontal length of the picture to the canvas.</param>
/// <param name="GainY">Factor that takes a vertical length of the picture to the canvas.</param>
internal readonly record struct LetterboxGeometry(
    int Width, int Height, int ContentWidth, int ContentHeight, int Left, int Top, double GainX, double GainY)
{
    /// <summary>Padding on the right.</summary>
    public int Right => Width - Left - ContentWidth;

    /// <summary>Padding below.</summary>
    public int Bottom => Height - Top - ContentHeight;

    /// <summary>Plans the fit.</summary>
    /// <param name="sourceWidth">Width of the picture.</param>
    /// <param name="sourceHeight">Height of the picture.</param>
    /// <param name="options">Canvas and manner.</param>
    /// <returns>The place of the picture; its content is at least 1×1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static LetterboxGeometry Plan(int sourceWidth, int sourceHeight, LetterboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Width, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Height, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Stride, 1, nameof(options));

        double gain = Math.Min((double)options.Height / sourceHeight, (double)options.Width / sourceWidth);
        gain = options.ScaleUp ? gain : Math.Min(gain, 1);
        int width = Math.Max(1, (int)Math.Round(sourceWidth * gain, MidpointRounding.ToEven));
        int height = Math.Max(1, (int)Math.Round(sourceHeight * gain, MidpointRounding.ToEven));
        (int left, int right) = Pad(options.Width - width, options);
        (int top, int bottom) = Pad(options.Height - height, options);
        return new(width + left + right, height + top + bottom, width, height, left, top, gain, gain);
    }

    /// <summary>Divides the padding of one axis. The tenth makes odd padding go to the far side, as the reference has it.</summary>
    private static (int Before, int After) Pad(int total, LetterboxOptions options)
    {
        int padding = options.Auto ? Math.Max(0, total) % options.Stride : Math.Max(0, total);
        double half = padding / 2.0;
        return ((int)Math.Round(half - 0.1), (int)Math.Round(half + 0.1));
    }
}
