namespace Yolo.Data.Augmentations;

/// <summary>A 3×3 matrix that moves points of the plane, row by row.</summary>
internal readonly struct Homography
{
    private const double IdentityTolerance = 1e-9;
    private readonly double[] values;

    public Homography(params double[] values) => this.values = values;

    public ReadOnlySpan<double> Values => values;

    public bool IsAffine => values[6] == 0 && values[7] == 0;

    /// <summary>Whether rows stay rows and columns stay columns.</summary>
    public bool IsUpright => IsAffine && values[1] == 0 && values[3] == 0;

    public bool IsIdentity
    {
        get
        {
            for (int at = 0; at < 9; at++)
            {
                if (Math.Abs(values[at] - (at % 4 == 0 ? 1 : 0)) > IdentityTolerance)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public static Homography Translation(double x, double y) => new(1, 0, x, 0, 1, y, 0, 0, 1);

    public static Homography operator *(Homography left, Homography right)
    {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                for (int inner = 0; inner < 3; inner++)
                {
                    product[(row * 3) + column] += left.values[(row * 3) + inner] * right.values[(inner * 3) + column];
                }
            }
        }

        return new(product);
    }

    /// <summary>Moves points, x and y in turn.</summary>
    public float[] Map(float[] points)
    {
        float[] moved = new float[points.Length];
        for (int at = 0; at < points.Length; at += 2)
        {
            (double x, double y) = (points[at], points[at + 1]);
            double depth = IsAffine ? 1 : (values[6] * x) + (values[7] * y) + values[8];
            moved[at] = (float)(((values[0] * x) + (values[1] * y) + values[2]) / depth);
            moved[at + 1] = (float)(((values[3] * x) + (values[4] * y) + values[5]) / depth);
        }

        return moved;
    }
}
