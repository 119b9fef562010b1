using System.Diagnostics;

namespace Yolo.Bench;

/// <summary>Times a piece of work: warm-up, then the median and the best of many runs.</summary>
internal static class Stopwatches
{
    /// <summary>Runs the work for about two seconds.</summary>
    /// <param name="work">What is timed.</param>
    /// <param name="inner">How often it is repeated for one reading, for work of less than a microsecond.</param>
    /// <returns>Milliseconds of one repetition.</returns>
    internal static (double Median, double Best) Time(Action work, int inner = 1)
    {
        for (var i = 0; i < 5; i++)
        {
            Once(work, inner);
        }

        var times = new List<double>();
        var total = Stopwatch.StartNew();
        while (times.Count < 20 || (total.ElapsedMilliseconds < 2000 && times.Count < 2000))
        {
            times.Add(Once(work, inner));
        }

        times.Sort();
        return (times[times.Count / 2], times[0]);
    }

    /// <summary>Times and prints one line.</summary>
    internal static void Print(TextWriter output, string what, Action work, int inner = 1)
    {
        var (median, best) = Time(work, inner);
        output.WriteLine(median >= 0.1 ? $"{what,-60} median {median,9:F2} ms   best {best,9:F2} ms" : $"{what,-60} median {median * 1000,9:F3} µs   best {best * 1000,9:F3} µs");
    }

    private static double Once(Action work, int inner)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < inner; i++)
        {
            work();
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / inner;
    }
}
