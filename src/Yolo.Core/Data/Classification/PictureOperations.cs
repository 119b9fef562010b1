using Yolo.Imaging;

namespace Yolo.Data.Classification;

/// <summary>Does what policies of automatic augmentation ask for.</summary>
internal static class PictureOperations
{
    /// <summary>Does one operation.</summary>
    /// <param name="picture">The picture; it may be changed.</param>
    /// <param name="operation">What to do.</param>
    /// <param name="magnitude">
    /// How much: the tangent of a shear, pixels of a move, degrees of a turn, what is added to the factor 1 of brightness, colour, contrast and
    /// sharpness, bits that stay, the threshold from which values are inverted. The others take none.
    /// </param>
    /// <returns>The same picture, or another one in its place. What comes in from outside is black.</returns>
    public static Image Apply(Image picture, PictureOperation operation, double magnitude)
    {
        switch (operation)
        {
            case PictureOperation.ShearX:
                return Warped(picture, 1, magnitude, 0, 0, 1, 0);
            case PictureOperation.ShearY:
                return Warped(picture, 1, 0, 0, magnitude, 1, 0);
            case PictureOperation.TranslateX:
                return Warped(picture, 1, 0, (int)magnitude, 0, 1, 0);
            case PictureOperation.TranslateY:
                return Warped(picture, 1, 0, 0, 0, 1, (int)magnitude);
            case PictureOperation.Rotate:
                return Turned(picture, double.DegreesToRadians(magnitude));
            case PictureOperation.Brightness:
                Enhancement.Brightness(picture, 1 + magnitude);
                break;
            case PictureOperation.Color:
                Enhancement.Color(picture, 1 + magnitude);
                break;
            case PictureOperation.Contrast:
                Enhancement.Contrast(picture, 1 + magnitude);
                break;
            case PictureOperation.Sharpness:
                Enhancement.Sharpness(picture, 1 + magnitude);
                break;
            case PictureOperation.Posterize:
                ToneTables.Posterize(picture, (int)magnitude);
                break;
            case PictureOperation.Solarize:
                ToneTables.Solarize(picture, magnitude);
                break;
            case PictureOperation.AutoContrast:
                ToneTables.AutoContrast(picture);
                break;
            case PictureOperation.Equalize:
                ToneTables.Equalize(picture);
                break;
            case PictureOperation.Invert:
                ToneTables.Invert(picture);
                break;
        }

        return picture;
    }

    private static Image Turned(Image picture, double angle)
    {
        var (sine, cosine) = Math.SinCos(-angle);
        (double x, double y) = ((picture.Width - 1) / 2.0, (picture.Height - 1) / 2.0);
        return Warped(picture, cosine, -sine, x - (cosine * x) + (sine * y), sine, cosine, y - (sine * x) - (cosine * y));
    }

    private static Image Warped(Image picture, params ReadOnlySpan<double> matrix) => Warp.Affine(picture, matrix, picture.Width, picture.Height, border: 0);
}
