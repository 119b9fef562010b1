using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Yolo.Engine.Training;

/// <summary>
/// The numbers of an epoch by column name: metrics and losses of the last validation, and columns of one's own, which a callback writes here at any event up to
/// <c>on_fit_epoch_end</c> (Keras style: into the logs of <c>OnEpochEnd</c>). They are one with the others for <c>results.csv</c>, loggers, <c>EarlyStopping</c> and
/// the console, and belong to their epoch: the next one begins without them.
/// </summary>
/// <example><c>model.AddCallback("on_train_epoch_end", (Trainer t) =&gt; t.Metrics["cost/kwh"] = meter.Read());</c></example>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "What it holds is what matters.")]
public sealed class EpochMetrics : IReadOnlyDictionary<string, double>
{
    private static readonly string[] Figures = ["epoch", "time", "loss", "fitness", "learning_rate"];

    private readonly OrderedDictionary<string, double> own = new(StringComparer.Ordinal);
    private OrderedDictionary<string, double> validated = new(StringComparer.Ordinal);

    internal EpochMetrics()
    {
    }

    /// <summary>Columns of one's own alone, in the order in which they came.</summary>
    public IReadOnlyDictionary<string, double> Own => own;

    /// <inheritdoc/>
    public int Count => validated.Count + own.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => [.. validated.Keys, .. own.Keys];

    /// <inheritdoc/>
    public IEnumerable<double> Values => [.. validated.Values, .. own.Values];

    /// <summary>What the last validation found.</summary>
    internal IReadOnlyDictionary<string, double> Validated => validated;

    /// <summary>Columns of the losses.</summary>
    internal IReadOnlyList<string> LossNames { get; set; } = [];

    /// <summary>The number of a column. Setting adds a column of one's own, or corrects one of the validation.</summary>
    /// <exception cref="KeyNotFoundException">Read, and there is no such column; the message lists those that there are.</exception>
    /// <exception cref="ArgumentException">Set, and the name is empty, has a comma, a quotation mark or a control character, or is of a column that the training fills itself.</exception>
    public double this[string key]
    {
        get => TryGetValue(key, out var value)
            ? value
            : throw new KeyNotFoundException(Count == 0 ? $"There is no column '{key}': nothing was validated yet." : $"There is no column '{key}'; there are: {string.Join(", ", Keys)}.");
        set
        {
            Require(key);
            (validated.ContainsKey(key) ? validated : own)[key] = value;
        }
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => validated.ContainsKey(key) || own.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out double value) => validated.TryGetValue(key, out value) || own.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => validated.Concat(own).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the training fills a column by itself.</summary>
    internal bool Fills(string key) =>
        Figures.Contains(key, StringComparer.Ordinal) || key.StartsWith("lr/pg", StringComparison.Ordinal) || LossNames.Contains(key, StringComparer.Ordinal);

    /// <summary>Forgets the columns of one's own, which were of the epoch before.</summary>
    internal void BeginEpoch() => own.Clear();

    /// <summary>Takes what a validation found in the place of what the one before did.</summary>
    internal void Take(IEnumerable<KeyValuePair<string, double>> found)
    {
        validated = new(found, StringComparer.Ordinal);
        foreach (var name in validated.Keys)
        {
            own.Remove(name);
        }
    }

    /// <summary>Takes what a checkpoint holds.</summary>
    internal void Restore(IEnumerable<KeyValuePair<string, double>> found, IEnumerable<KeyValuePair<string, double>> ofOnesOwn)
    {
        Take(found);
        own.Clear();
        foreach (var (name, value) in ofOnesOwn)
        {
            own[name] = value;
        }
    }

    // What stands in a table without quotation marks must not need them.
    private void Require(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        if (key.AsSpan().ContainsAny(',', '"') || key.Any(char.IsControl))
        {
            throw new ArgumentException($"'{key}' cannot be a column of results.csv: leave out commas, quotation marks and control characters.", nameof(key));
        }

        if (Fills(key))
        {
            var way = key == "fitness" ? "set trainer.Fitness at on_metrics_ready, or " : "";
            throw new ArgumentException($"'{key}' is a figure that the training fills itself: {way}give a column of your own another name.", nameof(key));
        }
    }
}
