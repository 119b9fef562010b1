using System.Text.Json;
using Yolo.Data.Labels;
using Yolo.Engine.Settings;
using Yolo.Metrics;
using Yolo.Results;

namespace Yolo.Engine.Validation;

/// <summary>The outcome of a validation.</summary>
public sealed record ValidationReport
{
    /// <summary>The figures, whatever the task.</summary>
    public required TaskMetrics Outcome { get; init; }

    /// <summary>Precision, recall and average precision, over all and of each class: of boxes and, where the model has them, of masks or key points.</summary>
    /// <exception cref="InvalidOperationException">The model finds no objects; see <see cref="Outcome"/>.</exception>
    public DetectionMetrics Metrics => Outcome as DetectionMetrics
        ?? throw new InvalidOperationException($"The model finds no objects, so there is no precision of boxes; its figures are: {string.Join(", ", Keys)}.");

    /// <summary>Share of the boxes that are right, mean over the classes, 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">The model finds no objects: it is a classifier. So for all figures of boxes.</exception>
    public double Precision => Metrics.Evaluation.Precision;

    /// <summary>Share of the objects whose box was found, mean over the classes, 0 to 1.</summary>
    /// <inheritdoc cref="Precision" path="/exception"/>
    public double Recall => Metrics.Evaluation.Recall;

    /// <summary>Mean average precision of the boxes at IoU 0.50, 0 to 1; that of masks and key points is <c>report["metrics/mAP50(M)"]</c> and <c>(P)</c>.</summary>
    /// <inheritdoc cref="Precision" path="/exception"/>
    public double Map50 => Metrics.Evaluation.Map50;

    /// <summary>Mean average precision of the boxes over IoU 0.50 to 0.95, 0 to 1.</summary>
    /// <inheritdoc cref="Precision" path="/exception"/>
    public double Map5095 => Metrics.Evaluation.Map;

    /// <summary>Share of the pictures whose class was the most probable one, 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">The model is no classifier. So for <see cref="Top5"/>.</exception>
    public double Top1 => Accuracy.Top1;

    /// <summary>Share of the pictures whose class was among the five most probable ones, 0 to 1.</summary>
    /// <inheritdoc cref="Top1" path="/exception"/>
    public double Top5 => Accuracy.Top5;

    /// <summary>What a training maximises.</summary>
    public double Fitness => Outcome.Fitness;

    /// <summary>One row for each class that occurs in the labels, ascending by class.</summary>
    public IReadOnlyList<ClassReport> PerClass => [.. Outcome.PerClass(Names).Select(row => new ClassReport(row))];

    /// <summary>The names of all figures: the columns of <c>results.csv</c> that a validation fills, and <c>fitness</c>.</summary>
    public IEnumerable<string> Keys => Outcome.ToDictionary().Keys.Concat(Losses.Keys);

    private ClassificationMetrics Accuracy => Outcome as ClassificationMetrics
        ?? throw new InvalidOperationException($"The model is no classifier, so there is no accuracy of pictures; its figures are: {string.Join(", ", Keys)}.");

    /// <summary>Which class was found where which was labelled.</summary>
    public required ConfusionMatrix ConfusionMatrix { get; init; }

    /// <summary>Names of the classes by index.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Time spent on one picture.</summary>
    public required ValidationSpeed Speed { get; init; }

    /// <summary>The loss items by their columns, such as <c>val/box_loss</c>, means over the batches; empty where no loss was asked for.</summary>
    public required IReadOnlyDictionary<string, double> Losses { get; init; }

    /// <summary>What verifying the data set counted.</summary>
    public required LabelStatistics Labels { get; init; }

    /// <summary>The run's folder; null if nothing was written.</summary>
    public required string? SaveDirectory { get; init; }

    /// <summary>What the run warned about, in whole sentences: faults of the data set, settings that change nothing, pictures that could not be drawn or written. Mostly empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>A figure by its name, such as <c>report["metrics/mAP50(B)"]</c> or <c>report["val/box_loss"]</c>.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those that there are.</exception>
    public double this[string key]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(key);
            if (Outcome.ToDictionary().TryGetValue(key, out var figure) || Losses.TryGetValue(key, out figure))
            {
                return figure;
            }

            var meant = Spelling.Nearest(key, Keys) is { } nearest ? $" Did you mean '{nearest}'?" : "";
            throw new KeyNotFoundException($"The validation has no figure '{key}'; it has: {string.Join(", ", Keys)}.{meant}");
        }
    }

    /// <summary>The report as <c>metrics.json</c> has it.</summary>
    public string ToJson()
    {
        var report = Outcome.ToDictionary().ToDictionary(pair => pair.Key, object (pair) => pair.Value);
        report["images"] = Outcome.Images;
        report["speed"] = new { preprocess = Speed.Preprocess, inference = Speed.Inference, loss = Speed.Loss, postprocess = Speed.Postprocess };
        report["per_class"] = Outcome.PerClass(Names);
        return JsonSerializer.Serialize(report);
    }

    /// <summary>The table for the console: a heading, a row over all classes, and a row for each that occurs, if there are several.</summary>
    /// <param name="perClass">With the rows of the classes. Default true.</param>
    /// <returns>Lines without their ends.</returns>
    public IEnumerable<string> Table(bool perClass = true) => Outcome.Table(Names, perClass);

    /// <summary>The table for the console, with the rows of the classes.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Table());
}
