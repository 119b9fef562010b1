namespace Yolo.Metrics;

/// <summary>Smooths curves and finds the confidence at which precision and recall are reported.</summary>
internal static class OperatingPoint
{
    /// <summary>Half the width of the box filter over <see cref="PrecisionRecall.Points"/> points: a tenth of the curve all in all.</summary>
    private const int Reach = PrecisionRecall.Points / 20;

    /// <summary>Averages each point with its 50 neighbours on both sides; beyond the ends the curve goes on as it ends.</summary>
    /// <param name="curve">Any number of values.</param>
    /// <returns>As many values.</returns>
    public static IReadOnlyList<double> Smooth(IReadOnlyList<double> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        const double weight = 1.0 / ((2 * Reach) + 1);
        double[] smooth = new double[curve.Count];
        for (int at = 0; at < smooth.Length; at++)
        {
            // Summed anew for each point: a running sum would drift and break the ties of a plateau at random.
            for (int near = at - Reach; near <= at + Reach; near++)
            {
                smooth[at] += weight * curve[Math.Clamp(near, 0, smooth.Length - 1)];
            }
        }

        return smooth;
    }

    /// <summary>The mean over classes of one curve.</summary>
    /// <param name="curves">The classes.</param>
    /// <param name="select">Which curve.</param>
    /// <returns>1000 values; zeros without classes.</returns>
    public static IReadOnlyList<double> MeanCurve(IReadOnlyList<ClassCurves> curves, Func<ClassCurves, IReadOnlyList<double>> select)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(select);
        double[] mean = new double[PrecisionRecall.Points];
        foreach (var values in curves.Select(select))
        {
            for (int at = 0; at < mean.Length; at++)
            {
                mean[at] += values[at];
            }
        }

        return Array.ConvertAll(mean, sum => curves.Count == 0 ? 0 : sum / curves.Count);
    }

    /// <summary>The first place of the greatest smoothed mean F1.</summary>
    internal static int Find(IReadOnlyList<ClassCurves> curves)
    {
        var smooth = Smooth(MeanCurve(curves, curve => curve.F1));
        int best = 0;
        for (int at = 1; at < smooth.Count; at++)
        {
            best = smooth[at] > smooth[best] ? at : best;
        }

        return best;
    }
}
