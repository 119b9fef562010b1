using Yolo.Imaging.Kernels;

namespace Yolo.Imaging;

/// <summary>Moves pixels by a matrix that takes source points to target points; bilinear, with a constant border.</summary>
internal static class Warp
{
    /// <summary>Applies an affine matrix.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="matrix">Six numbers, row by row: x' = m0·x + m1·y + m2, y' = m3·x + m4·y + m5, in pixels. It is inverted here.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="border">Grey level outside the picture.</param>
    /// <returns>A new picture.</returns>
    /// <exception cref="ArgumentException">The matrix has not six numbers.</exception>
    public static Image Affine(Image image, ReadOnlySpan<double> matrix, int width, int height, byte border = 114)
    {
        var warped = ImageMemory.Take(width, height);
        Affine(image, matrix, warped, border);
        return warped;
    }

    /// <summary>Applies an affine matrix and writes over a picture of the caller, whose size is the result's.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="matrix">As for the other overload.</param>
    /// <param name="target">Where to write; not the picture itself.</param>
    /// <param name="border">Grey level outside the picture.</param>
    /// <exception cref="ArgumentException">The matrix has not six numbers, or the target is the picture.</exception>
    public static void Affine(Image image, ReadOnlySpan<double> matrix, Image target, byte border = 114)
    {
        Check(image, target, matrix, 6);
        double[] inverse = Inverse.Affine(matrix);
        if (IsUpright(inverse))
        {
            UprightKernel.Run(new ImageRows(image), inverse, target, border);
        }
        else
        {
            AffineKernel.Run(image, inverse, target, border);
        }
    }

    /// <summary>Applies a perspective matrix and writes over a picture of the caller, whose size is the result's.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="matrix">Nine numbers, row by row, for homogeneous points in pixels. It is inverted here.</param>
    /// <param name="target">Where to write; not the picture itself.</param>
    /// <param name="border">Grey level outside the picture.</param>
    /// <exception cref="ArgumentException">The matrix has not nine numbers, or the target is the picture.</exception>
    public static void Perspective(Image image, ReadOnlySpan<double> matrix, Image target, byte border = 114)
    {
        Check(image, target, matrix, 9);
        PerspectiveKernel.Run(image, Inverse.Perspective(matrix), target, border);
    }

    /// <summary>Applies an affine matrix that does not turn to pictures that are not painted yet, and writes over a picture of the caller.</summary>
    /// <param name="collage">The pictures.</param>
    /// <param name="matrix">Six numbers, of which the second and the fourth are 0.</param>
    /// <param name="target">Where to write.</param>
    /// <param name="border">Grey level outside the canvas.</param>
    internal static void Upright(Collage collage, ReadOnlySpan<double> matrix, Image target, byte border = 114) =>
        UprightKernel.Run(collage, Inverse.Affine(matrix), target, border);

    private static bool IsUpright(ReadOnlySpan<double> affine) => affine[1] == 0 && affine[3] == 0;

    private static void Check(Image image, Image target, ReadOnlySpan<double> matrix, int count)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(target);
        if (matrix.Length != count)
        {
            throw new ArgumentException($"The matrix has {matrix.Length} numbers; {count} are needed.", nameof(matrix));
        }

        if (image.Pixels.Overlaps(target.Pixels))
        {
            throw new ArgumentException("A picture cannot be warped onto itself; give another target.", nameof(target));
        }
    }
}
