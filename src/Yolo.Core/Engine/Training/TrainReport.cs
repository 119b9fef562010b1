using Yolo.Callbacks;
using Yolo.Engine.Validation;
using Yolo.Metrics;

namespace Yolo.Engine.Training;

/// <summary>The outcome of a training.</summary>
public sealed record TrainReport
{
    /// <summary>The run's folder.</summary>
    public required string SaveDirectory { get; init; }

    /// <summary>The weights of the best epoch; null if nothing was saved.</summary>
    public required string? Best { get; init; }

    /// <summary>The weights of the last epoch; null if nothing was saved.</summary>
    public required string? Last { get; init; }

    /// <summary>Epochs that were trained, those before an interruption included.</summary>
    public required int Epochs { get; init; }

    /// <summary>The best fitness of all epochs; null if none was validated.</summary>
    public required double? BestFitness { get; init; }

    /// <summary>How the best weights did in the end.</summary>
    public required ValidationReport Validation { get; init; }

    /// <summary>Time from the first batch to the end of the last epoch, interruptions left out.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The epoch, from 1, whose weights <see cref="Best"/> has; of equally good ones the last. Null if none came to its end.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>What ended the training. Default <see cref="StopCause.Epochs"/>.</summary>
    public StopCause StopCause { get; init; }

    /// <summary>What ended the training, in words, such as "all 100 epochs are done"; of a callback what it gave as its reason.</summary>
    public string StopReason { get; init; } = "";

    /// <summary>
    /// What the run warned about, each warning once, in whole sentences: faults of the data set, what had to be changed of the settings, epochs that were repeated, callbacks that failed without
    /// ending it, pictures that could not be drawn or written. Mostly empty.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Mean average precision of the best weights' boxes at IoU 0.50, 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">The model is a classifier.</exception>
    public double Map50 => Validation.Map50;

    /// <summary>Mean average precision of the best weights' boxes over IoU 0.50 to 0.95, 0 to 1.</summary>
    /// <inheritdoc cref="Map50" path="/exception"/>
    public double Map5095 => Validation.Map5095;

    /// <summary>Share of the pictures whose class was the most probable one to the best weights, 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">The model is no classifier.</exception>
    public double Top1 => Validation.Top1;

    /// <summary>Share of the pictures whose class was among the five most probable ones to the best weights, 0 to 1.</summary>
    /// <inheritdoc cref="Top1" path="/exception"/>
    public double Top5 => Validation.Top5;

    /// <summary>How well each class did with the best weights.</summary>
    public IReadOnlyList<ClassReport> PerClass => Validation.PerClass;

    /// <summary>Time that each callback took.</summary>
    public required IReadOnlyList<CallbackTime> CallbackTimes { get; init; }

    /// <summary>A figure of the best weights by its name, such as <c>report["metrics/mAP50(B)"]</c>; all are in <see cref="Validation"/>.</summary>
    /// <inheritdoc cref="ValidationReport.this[string]"/>
    public double this[string key] => Validation[key];

    /// <summary>How long it went and why it ended, which weights are judged, and their figures as a table.</summary>
    public override string ToString()
    {
        var best = BestEpoch is { } epoch && Best is not null ? FormattableString.Invariant($"{Best}, epoch {epoch}:") : $"{Last ?? SaveDirectory}:";
        return string.Join(
            Environment.NewLine,
            [FormattableString.Invariant($"{Epochs} {(Epochs == 1 ? "epoch" : "epochs")} in {TimeSpan.FromSeconds(Math.Round(Duration.TotalSeconds))}; {StopReason}"), best, .. Validation.Table()]);
    }
}
