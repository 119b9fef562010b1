namespace Yolo.Metrics;

/// <summary>How well one class did in a validation: the figures by name, of which those of boxes, and of a classifier, are members too.</summary>
public sealed record ClassReport
{
    private readonly IReadOnlyDictionary<string, double> figures;

    internal ClassReport(IReadOnlyDictionary<string, object> row)
    {
        Class = (int)row["class"];
        Name = (string)row["name"];
        Images = (int)row["images"];
        Instances = (int)row.GetValueOrDefault("instances", Images);
        figures = new OrderedDictionary<string, double>(row.Where(cell => cell.Value is double).Select(cell => KeyValuePair.Create(cell.Key, (double)cell.Value)));
    }

    /// <summary>Index of the class.</summary>
    public int Class { get; }

    /// <summary>Name of the class.</summary>
    public string Name { get; }

    /// <summary>Pictures that show the class.</summary>
    public int Images { get; }

    /// <summary>Objects of the class in the ground truth; of a classifier its pictures.</summary>
    public int Instances { get; }

    /// <summary>Share of the boxes that are right, 0 to 1.</summary>
    /// <exception cref="KeyNotFoundException">Of a classifier, as for all figures of boxes.</exception>
    public double Precision => this["precision"];

    /// <summary>Share of the objects whose box was found, 0 to 1.</summary>
    /// <inheritdoc cref="Precision" path="/exception"/>
    public double Recall => this["recall"];

    /// <summary>Harmonic mean of precision and recall of the boxes, 0 to 1.</summary>
    /// <inheritdoc cref="Precision" path="/exception"/>
    public double F1 => this["f1"];

    /// <summary>Average precision of the boxes at IoU 0.50, 0 to 1.</summary>
    /// <inheritdoc cref="Precision" path="/exception"/>
    public double Map50 => this["ap50"];

    /// <summary>Average precision of the boxes, mean over IoU 0.50 to 0.95, 0 to 1.</summary>
    /// <inheritdoc cref="Precision" path="/exception"/>
    public double Map5095 => this["ap"];

    /// <summary>Share of the pictures for which it was the most probable class, 0 to 1.</summary>
    /// <exception cref="KeyNotFoundException">Of a model that is no classifier, as for <see cref="Top5"/>.</exception>
    public double Top1 => this["accuracy_top1"];

    /// <summary>Share of the pictures for which it was among the five most probable classes, 0 to 1.</summary>
    /// <inheritdoc cref="Top1" path="/exception"/>
    public double Top5 => this["accuracy_top5"];

    /// <summary>The names of the figures, as the classes of <c>metrics.json</c> have them: those of masks and key points with their letter, such as <c>ap50(M)</c>.</summary>
    public IEnumerable<string> Keys => figures.Keys;

    /// <summary>A figure by its name.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those that there are.</exception>
    public double this[string key] => figures.TryGetValue(key, out var figure)
        ? figure
        : throw new KeyNotFoundException($"The class '{Name}' has no figure '{key}'; it has: {string.Join(", ", figures.Keys)}.");

    /// <summary>Name, counts and figures in a line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Name}: {Images} images, {Instances} instances, {string.Join(", ", figures.Select(figure => FormattableString.Invariant($"{figure.Key} {figure.Value:F3}")))}");
}
