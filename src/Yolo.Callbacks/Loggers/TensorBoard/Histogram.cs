namespace Yolo.Callbacks;

/// <summary>Counts values in buckets whose limits grow by a tenth from 1e-12 to 1e20 on both sides of zero, as TensorBoard expects.</summary>
internal sealed class Histogram
{
    private static readonly double[] Limits = MakeLimits();

    private Histogram(double[] bucketLimits, double[] counts)
    {
        BucketLimits = bucketLimits;
        Counts = counts;
    }

    public double Minimum { get; private init; }

    public double Maximum { get; private init; }

    public double Sum { get; private init; }

    public double SumOfSquares { get; private init; }

    public long Count { get; private init; }

    /// <summary>Upper limits of the buckets from the first to the last that holds something, with an empty one before.</summary>
    public double[] BucketLimits { get; }

    public double[] Counts { get; }

    /// <summary>Counts finite values; NaN and infinities are left out. Null when nothing is left.</summary>
    public static Histogram? Of(ReadOnlySpan<float> values)
    {
        var counts = new double[Limits.Length];
        var (minimum, maximum, sum, squares, count) = (double.MaxValue, double.MinValue, 0.0, 0.0, 0L);
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                continue;
            }

            count++;
            sum += value;
            squares += value * value;
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
            counts[BucketOf(value)]++;
        }

        if (count == 0)
        {
            return null;
        }

        var first = Math.Max(Array.FindIndex(counts, c => c > 0) - 1, 0);
        var end = Array.FindLastIndex(counts, c => c > 0) + 1;
        return new(Limits[first..end], counts[first..end]) { Minimum = minimum, Maximum = maximum, Sum = sum, SumOfSquares = squares, Count = count };
    }

    /// <summary>The first bucket whose limit is above the value.</summary>
    private static int BucketOf(double value)
    {
        var index = Array.BinarySearch(Limits, value);
        return index >= 0 ? index + 1 : ~index;
    }

    private static double[] MakeLimits()
    {
        var positive = new List<double>();
        for (var limit = 1e-12; limit < 1e20; limit *= 1.1)
        {
            positive.Add(limit);
        }

        return [double.MinValue, .. positive.Select(limit => -limit).Reverse(), 0, .. positive, double.MaxValue];
    }
}
