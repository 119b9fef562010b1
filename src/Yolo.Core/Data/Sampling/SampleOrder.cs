namespace Yolo.Data.Sampling;

/// <summary>The order in which an epoch visits the samples.</summary>
internal static class SampleOrder
{
    /// <summary>Set apart from every index of a sample, whose own numbers must not repeat those of the order.</summary>
    private const long OrderIndex = -1;

    /// <summary>Shuffles; the result depends on the arguments alone.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="count">Number of samples.</param>
    /// <returns>Each of 0 … count − 1 once.</returns>
    public static int[] Shuffle(long seed, long epoch, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var random = new SampleRandom(seed, epoch, OrderIndex);
        int[] order = [.. Enumerable.Range(0, count)];
        for (int last = count - 1; last > 0; last--)
        {
            int other = random.NextInt(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
