namespace Yolo.Imaging.Drawing;

/// <summary>Colours pixels of a rectangle.</summary>
internal static class RegionPainter
{
    /// <summary>Lays a colour over the pixels that are wanted.</summary>
    /// <param name="picture">What is drawn on.</param>
    /// <param name="left">Left column of the rectangle; what lies beside the picture is left out.</param>
    /// <param name="top">Top row of the rectangle.</param>
    /// <param name="width">Columns of the rectangle.</param>
    /// <param name="wanted">Rows of the rectangle from the top: which pixels are coloured.</param>
    /// <param name="colour">The colour.</param>
    /// <param name="opacity">Its share in what is seen then, 0 to 1.</param>
    internal static void Fill(Image picture, int left, int top, int width, ReadOnlySpan<bool> wanted, Rgb colour, double opacity)
    {
        var height = width == 0 ? 0 : wanted.Length / width;
        var (first, last) = (Math.Max(0, left), Math.Min(picture.Width, left + width));
        var share = (int)Math.Round(opacity * 256);
        var (red, green, blue) = (colour.R * share, colour.G * share, colour.B * share);
        for (var y = Math.Max(0, top); y < Math.Min(picture.Height, top + height); y++)
        {
            var line = wanted.Slice((y - top) * width, width);
            var row = picture.Row(y);
            for (var x = first; x < last; x++)
            {
                if (line[x - left])
                {
                    var pixel = row.Slice(x * Image.Channels, Image.Channels);
                    pixel[0] = (byte)(((pixel[0] * (256 - share)) + red) >> 8);
                    pixel[1] = (byte)(((pixel[1] * (256 - share)) + green) >> 8);
                    pixel[2] = (byte)(((pixel[2] * (256 - share)) + blue) >> 8);
                }
            }
        }
    }
}
