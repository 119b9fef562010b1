using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>Colours the pixels of a mask.</summary>
internal static class MaskPainter
{
    internal static void Fill(Image picture, Mask mask, Rgb colour, double opacity)
    {
        var (first, last) = (Math.Max(0, mask.Left), Math.Min(picture.Width, mask.Left + mask.Width));
        var share = (int)Math.Round(opacity * 256);
        var (red, green, blue) = (colour.R * share, colour.G * share, colour.B * share);
        for (var y = Math.Max(0, mask.Top); y < Math.Min(picture.Height, mask.Top + mask.Height); y++)
        {
            var wanted = mask.AsSpan().Slice((y - mask.Top) * mask.Width, mask.Width);
            var row = picture.Row(y);
            for (var x = first; x < last; x++)
            {
                if (wanted[x - mask.Left])
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
