namespace Yolo.Export;

/// <summary>Compares what two computations of an end-to-end head give: rows of the same probability come in any order.</summary>
internal static class EndToEndRows
{
    // Rows this near to the last one may have been chosen instead of others.
    private const float SameProbability = 1e-4f;

    /// <summary>Puts each row that was found at the place of the row that it stands for; every row has one place.</summary>
    /// <param name="wanted">[B, count, width], row-major: boxes, probability, class, extras; most probable first.</param>
    /// <param name="found">The same of another computation; as long.</param>
    /// <param name="count">Rows of a picture.</param>
    /// <param name="width">Numbers of a row.</param>
    /// <returns>What was found, in the order of what was wanted.</returns>
    internal static float[] Align(float[] wanted, float[] found, int count, int width)
    {
        var aligned = new float[found.Length];
        for (var first = 0; first < wanted.Length; first += count * width)
        {
            var left = Enumerable.Range(0, count).Select(row => first + (row * width)).ToList();
            for (var row = first; row < first + (count * width); row += width)
            {
                var nearest = left.MinBy(other => Difference(wanted.AsSpan(row, width), found.AsSpan(other, width)));
                left.Remove(nearest);
                found.AsSpan(nearest, width).CopyTo(aligned.AsSpan(row));
            }
        }

        return aligned;
    }

    /// <summary>The largest difference between rows that stand for each other; of those that the limit may have cut, between probabilities alone.</summary>
    /// <param name="wanted">As <see cref="Align"/>.</param>
    /// <param name="found">As there.</param>
    /// <param name="count">As there.</param>
    /// <param name="width">As there.</param>
    internal static double LargestDifference(float[] wanted, float[] found, int count, int width)
    {
        if (wanted.Length != found.Length)
        {
            return double.PositiveInfinity;
        }

        var (aligned, largest) = (Align(wanted, found, count, width), 0.0);
        for (var row = 0; row < wanted.Length; row += width)
        {
            var last = (row / (count * width) * count * width) + ((count - 1) * width);
            largest = Math.Max(largest, wanted[row + 4] - wanted[last + 4] > SameProbability
                ? Difference(wanted.AsSpan(row, width), aligned.AsSpan(row, width))
                : Difference([wanted[row + 4]], [found[row + 4]]));
        }

        return largest;
    }

    /// <summary>The largest difference, as a part of the number where that is above 1; infinite if something is no number.</summary>
    internal static double Difference(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (expected.Length != actual.Length)
        {
            return double.PositiveInfinity;
        }

        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]));
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
        }

        return largest;
    }
}
