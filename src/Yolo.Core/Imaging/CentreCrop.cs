namespace Yolo.Imaging;

/// <summary>Shows classifiers the middle of a picture.</summary>
internal static class CentreCrop
{
    /// <summary>
    /// Brings the shorter side to the size and cuts off what is over at the longer one; for a result that is no square, stretches the whole picture.
    /// </summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">Width of the result in pixels.</param>
    /// <param name="height">Height of the result in pixels.</param>
    /// <returns>A new picture.</returns>
    public static Image Apply(Image picture, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (width != height)
        {
            return AreaResize.Bilinear(picture, width, height);
        }

        var resized = picture.Width <= picture.Height
            ? AreaResize.Bilinear(picture, width, (int)((long)width * picture.Height / picture.Width))
            : AreaResize.Bilinear(picture, (int)((long)width * picture.Width / picture.Height), width);
        int left = (int)Math.Round((resized.Width - width) / 2.0, MidpointRounding.ToEven);
        int top = (int)Math.Round((resized.Height - height) / 2.0, MidpointRounding.ToEven);
        return resized.Crop(left, top, width, height);
    }
}
