using System.Globalization;

namespace Yolo.Charts;

/// <summary>Chooses round numbers for an axis: steps of 1, 2, 2.5 or 5 times a power of ten.</summary>
internal static class Ticks
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>The round numbers of a range.</summary>
    /// <param name="low">Lower end, finite.</param>
    /// <param name="high">Upper end, above the lower.</param>
    /// <param name="most">At most so many steps from one to the next, at least two.</param>
    /// <param name="whole">Whole numbers only.</param>
    public static IReadOnlyList<Tick> Between(double low, double high, int most, bool whole = false)
    {
        var step = Step(high - low, Math.Max(2, most), whole);
        var greatest = Math.Max(Math.Abs(low), Math.Abs(high));
        var ticks = new List<Tick>();

        // Counted in steps: a sum of steps would drift off the round numbers. The slack keeps an end that is round itself.
        const double Slack = 1e-6;
        for (var at = Math.Ceiling((low / step) - Slack); at <= (high / step) + Slack; at++)
        {
            // Adding zero turns a negative zero into a plain one.
            var value = (at * step) + 0.0;
            ticks.Add(new(value, Text(value, step, greatest)));
        }

        return ticks;
    }

    private static double Step(double range, int most, bool whole)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(range / most)));
        foreach (var factor in Steps)
        {
            var step = factor * power;
            if ((range / step) - most < 1e-6 && (!whole || step == Math.Floor(step)))
            {
                return step;
            }
        }

        return whole ? Math.Max(1, 10 * power) : 10 * power;
    }

    // As many digits as tell a value from its neighbours.
    private static string Text(double value, double step, double greatest)
    {
        const double Small = 1e-4, Large = 1e6;
        if (greatest < Small || step >= Large)
        {
            var digits = value == 0 ? 0 : Math.Max(2, (int)Math.Ceiling(Math.Log10(Math.Abs(value) / step)) + 1);
            return value.ToString($"0.{new string('#', digits)}e+0", CultureInfo.InvariantCulture);
        }

        const int MostDecimals = 12;
        var decimals = 0;
        for (var rest = step; decimals < MostDecimals && Math.Abs(rest - Math.Round(rest)) > 1e-9 * rest; rest *= 10)
        {
            decimals++;
        }

        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
