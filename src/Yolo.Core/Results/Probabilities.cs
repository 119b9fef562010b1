namespace Yolo.Results;

/// <summary>How probable each class is for the whole picture.</summary>
public sealed class Probabilities
{
    private const int Most = 5;

    private readonly float[] values;
    private readonly Lazy<int[]> top;

    /// <summary>Takes the probabilities.</summary>
    /// <param name="values">One for each class, between 0 and 1, together 1.</param>
    public Probabilities(IEnumerable<float> values)
    {
        this.values = [.. values];
        top = new(() => [.. Enumerable.Range(0, this.values.Length).OrderByDescending(label => this.values[label]).Take(Most)]);
    }

    /// <summary>How many classes there are.</summary>
    public int Count => values.Length;

    /// <summary>The probability of a class.</summary>
    public float this[int label] => values[label];

    /// <summary>The most probable class.</summary>
    public int Top1 => top.Value[0];

    /// <summary>Its probability.</summary>
    public float Top1Confidence => values[Top1];

    /// <summary>The five most probable classes, or all if there are fewer, the most probable first.</summary>
    public IReadOnlyList<int> Top5 => top.Value;

    /// <summary>The five most probable classes by their numbers: "3 0.91, 0 0.05"; <see cref="Result.Describe"/> has their names.</summary>
    public override string ToString() => string.Join(", ", Top5.Select(label => FormattableString.Invariant($"{label} {values[label]:F2}")));

    /// <summary>All probabilities without a copy.</summary>
    public ReadOnlySpan<float> AsSpan() => values;
}
