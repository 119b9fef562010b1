namespace Yolo.Imaging.Kernels;

/// <summary>Inverts the matrices of warps. A singular matrix, or one with numbers that are not finite, gives zeros: one source pixel everywhere.</summary>
internal static class Inverse
{
    public static double[] Affine(ReadOnlySpan<double> m)
    {
        double determinant = (m[0] * m[4]) - (m[1] * m[3]);
        double scale = double.IsNormal(determinant) ? 1 / determinant : 0;
        double a = m[4] * scale, b = -m[1] * scale, c = -m[3] * scale, d = m[0] * scale;
        return [a, b, (-a * m[2]) - (b * m[5]), c, d, (-c * m[2]) - (d * m[5])];
    }

    public static double[] Perspective(ReadOnlySpan<double> m)
    {
        double c0 = (m[4] * m[8]) - (m[5] * m[7]);
        double c1 = (m[5] * m[6]) - (m[3] * m[8]);
        double c2 = (m[3] * m[7]) - (m[4] * m[6]);
        double determinant = (m[0] * c0) + (m[1] * c1) + (m[2] * c2);
        double scale = double.IsNormal(determinant) ? 1 / determinant : 0;
        return
        [
            c0 * scale, ((m[2] * m[7]) - (m[1] * m[8])) * scale, ((m[1] * m[5]) - (m[2] * m[4])) * scale,
            c1 * scale, ((m[0] * m[8]) - (m[2] * m[6])) * scale, ((m[2] * m[3]) - (m[0] * m[5])) * scale,
            c2 * scale, ((m[1] * m[6]) - (m[0] * m[7])) * scale, ((m[0] * m[4]) - (m[1] * m[3])) * scale,
        ];
    }
}
