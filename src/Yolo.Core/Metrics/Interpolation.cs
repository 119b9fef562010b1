namespace Yolo.Metrics;

/// <summary>Linear interpolation of a sampled function and the grids on which curves are sampled.</summary>
internal static class Interpolation
{
    /// <summary>Evenly spaced points on [0, 1], both ends included.</summary>
    public static double[] Grid(int points)
    {
        double step = 1.0 / (points - 1);
        double[] grid = new double[points];
        for (int index = 0; index < points - 1; index++)
        {
            grid[index] = index * step;
        }

        grid[^1] = 1;
        return grid;
    }

    /// <summary>The function at x; where the abscissa occurs several times, its last ordinate counts.</summary>
    /// <param name="x">Where to evaluate.</param>
    /// <param name="abscissae">Ascending, not empty.</param>
    /// <param name="ordinates">One for each abscissa.</param>
    /// <param name="left">The value below the first abscissa.</param>
    public static double At(double x, ReadOnlySpan<double> abscissae, ReadOnlySpan<double> ordinates, double left)
    {
        if (x < abscissae[0])
        {
            return left;
        }

        int at = LastNotAbove(x, abscissae);
        if (at == abscissae.Length - 1 || abscissae[at] == x)
        {
            return ordinates[at];
        }

        double slope = (ordinates[at + 1] - ordinates[at]) / (abscissae[at + 1] - abscissae[at]);
        return (slope * (x - abscissae[at])) + ordinates[at];
    }

    private static int LastNotAbove(double x, ReadOnlySpan<double> abscissae)
    {
        int low = 0, high = abscissae.Length;
        while (high - low > 1)
        {
            int middle = low + ((high - low) >> 1);
            (low, high) = abscissae[middle] <= x ? (middle, high) : (low, middle);
        }

        return low;
    }
}
