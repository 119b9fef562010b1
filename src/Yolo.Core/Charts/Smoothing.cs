namespace Yolo.Charts;

/// <summary>Smooths series for the eye.</summary>
internal static class Smoothing
{
    private const double Reach = 4;

    /// <summary>A mean with the weights of a bell curve; beyond its ends the series goes on mirrored.</summary>
    /// <param name="series">Any numbers; those that are not finite are left out of the means.</param>
    /// <param name="deviation">Width of the bell in positions, above 0.</param>
    /// <returns>As many numbers; not a number where nothing finite is near.</returns>
    public static double[] Gaussian(IReadOnlyList<double> series, double deviation)
    {
        var radius = (int)((Reach * deviation) + 0.5);
        var smooth = new double[series.Count];
        for (var at = 0; at < smooth.Length; at++)
        {
            var (sum, weights) = (0.0, 0.0);
            for (var offset = -radius; offset <= radius; offset++)
            {
                var value = series[Mirror(at + offset, series.Count)];
                var weight = double.IsFinite(value) ? Math.Exp(-0.5 * offset * offset / (deviation * deviation)) : 0;
                sum += weight > 0 ? weight * value : 0;
                weights += weight;
            }

            smooth[at] = weights > 0 ? sum / weights : double.NaN;
        }

        return smooth;
    }

    // … c b a | a b c … y z | z y x …, as often as it takes.
    private static int Mirror(int index, int count)
    {
        var period = 2 * count;
        var at = ((index % period) + period) % period;
        return at < count ? at : period - 1 - at;
    }
}
