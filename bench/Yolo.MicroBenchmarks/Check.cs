namespace Yolo.MicroBenchmarks;

/// <summary>A benchmark measures nothing before what it measures is right.</summary>
internal static class Check
{
    /// <summary>Fails the benchmark if something does not hold.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="what">What was to hold, as a sentence.</param>
    internal static void That(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Not so, which makes the figures worthless: {what}");
        }
    }
}
