namespace Yolo.Metrics;

/// <summary>Counts how often the class of a picture is the most probable one, and how often it is among the five most probable.</summary>
/// <remarks>M labels of a picture, one as a rule. Not safe for several threads at once.</remarks>
internal sealed class ClassificationEvaluator
{
    /// <summary>So many classes may be named for a picture.</summary>
    public const int Most = 5;

    private readonly int[] labelled;
    private readonly int[] first;
    private readonly int[] named;
    private int images;

    /// <summary>Starts a run.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <param name="confusion">A matrix to fill on the way; default none.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public ClassificationEvaluator(int classes, ConfusionMatrix? confusion = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        (labelled, first, named) = (new int[classes], new int[classes], new int[classes]);
        Confusion = confusion;
    }

    /// <summary>The matrix that is filled, if any.</summary>
    public ConfusionMatrix? Confusion { get; }

    /// <summary>Adds a picture.</summary>
    /// <param name="labels">M class indices; each counts for itself.</param>
    /// <param name="found">Class indices, the most probable first; those after the fifth are ignored. With none, the picture is not recognised.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in the data set.</exception>
    public void Add(ReadOnlySpan<int> labels, ReadOnlySpan<int> found)
    {
        foreach (int label in labels)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(label, nameof(labels));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, labelled.Length, nameof(labels));
            labelled[label]++;
            named[label] += found[..Math.Min(Most, found.Length)].Contains(label) ? 1 : 0;
            if (found.Length > 0)
            {
                first[label] += found[0] == label ? 1 : 0;
                Confusion?.Add(found[0], label);
            }
        }

        images++;
    }

    /// <summary>Writes what was added so far; not the matrix.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(images);
        foreach (int count in labelled.Concat(first).Concat(named))
        {
            writer.Write(count);
        }
    }

    /// <summary>Adds what <see cref="Write"/> has written.</summary>
    internal void Add(BinaryReader reader)
    {
        images += reader.ReadInt32();
        foreach (int[] counts in new[] { labelled, first, named })
        {
            for (int label = 0; label < counts.Length; label++)
            {
                counts[label] += reader.ReadInt32();
            }
        }
    }

    /// <summary>Evaluates what was added.</summary>
    /// <returns>The figures; more pictures may follow.</returns>
    public ClassificationMetrics Compute() => new(
        images, [.. Enumerable.Range(0, labelled.Length).Where(label => labelled[label] > 0).Select(label => new ClassAccuracy(label, labelled[label], first[label], named[label]))]);
}
