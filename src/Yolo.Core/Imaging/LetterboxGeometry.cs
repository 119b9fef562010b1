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

    /// <summary>Takes a point of the picture to the canvas.</summary>
    /// <param name="x">Column in the picture.</param>
    /// <param name="y">Row in the picture.</param>
    /// <returns>The point on the canvas.</returns>
    public (double X, double Y) ToCanvas(double x, double y) => ((x * GainX) + Left, (y * GainY) + Top);

    /// <summary>Takes a point of the canvas back to the picture; it may lie outside.</summary>
    /// <param name="x">Column on the canvas.</param>
    /// <param name="y">Row on the canvas.</param>
    /// <returns>The point in the picture.</returns>
    public (double X, double Y) ToPicture(double x, double y) => ((x - Left) / GainX, (y - Top) / GainY);

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
        if (options is { ScaleFill: true, Auto: false })
        {
            return new(
                options.Width, options.Height, options.Width, options.Height, 0, 0, (double)options.Width / sourceWidth, (double)options.Height / sourceHeight);
        }

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
        double half = options.Center ? padding / 2.0 : padding;
        int before = options.Center ? (int)Math.Round(half - 0.1) : 0;
        return (before, (int)Math.Round(half + 0.1));
    }
}
