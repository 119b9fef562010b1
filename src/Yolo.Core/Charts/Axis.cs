namespace Yolo.Charts;

/// <summary>One direction of a chart.</summary>
/// <param name="From">The number at the left or the bottom.</param>
/// <param name="To">The number at the right or the top; smaller than <paramref name="From"/> for an axis that runs backwards.</param>
internal sealed record Axis(double From, double To)
{
    /// <summary>From 0 to 1.</summary>
    public static Axis Unit { get; } = new(0, 1);

    /// <summary>What the numbers mean; empty for nothing.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>Names instead of numbers: that of 0, of 1, and so on; null, the default, for numbers.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Whether only whole numbers are marked. Default false.</summary>
    public bool Whole { get; init; }

    /// <summary>An axis that shows all finite ones of some numbers.</summary>
    /// <param name="values">Any numbers; 0 to 1 is shown if none is finite.</param>
    /// <param name="margin">Share of the range that is left free at both ends.</param>
    public static Axis Over(IEnumerable<double> values, double margin = 0.05)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Where(double.IsFinite))
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high)
        {
            return Unit;
        }

        // A range of nothing, or one below the precision of the numbers, is widened so that there is something to divide by.
        var range = high - low;
        var least = Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-6;
        var spare = range > least ? range * margin : low == 0 ? 0.5 : Math.Max(Math.Abs(low) * 0.1, least);
        return new(low - spare, high + spare);
    }

    /// <summary>An axis with a name at each of the whole numbers from 0.</summary>
    /// <param name="names">The names, at least one.</param>
    /// <param name="backwards">Whether the first is at the right or the top. Default false.</param>
    public static Axis Of(IReadOnlyList<string> names, bool backwards = false)
    {
        var (first, last) = (-0.5, Math.Max(1, names.Count) - 0.5);
        return (backwards ? new Axis(last, first) : new Axis(first, last)) with { Names = names };
    }

    /// <summary>What is marked.</summary>
    /// <param name="most">At most so many steps between numbers; names are all marked.</param>
    public IReadOnlyList<Tick> Ticks(int most) => Names is { } names
        ? [.. names.Select((name, index) => new Tick(index, name))]
        : Charts.Ticks.Between(Math.Min(From, To), Math.Max(From, To), most, Whole);

    /// <summary>Where a number lies: 0 at the left or bottom, 1 at the right or top, and never beyond.</summary>
    public double Share(double value) => Math.Clamp((value - From) / (To - From), 0, 1);
}
