using System.Text.Json;
using Yolo.Data.Labels;
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
    public DetectionMetrics Metrics => Outcome as DetectionMetrics ?? throw new InvalidOperationException("The model finds no objects, so there is no precision of boxes; its figures are in Outcome.");

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
}
