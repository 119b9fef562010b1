using Yolo.Callbacks;
using Yolo.Engine.Validation;

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

    /// <summary>Why the training ended before its last epoch; null if it did not, or for no given reason.</summary>
    public string? StopReason { get; init; }

    /// <summary>Pictures that could not be drawn or written, in whole sentences; mostly empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Time that each callback took.</summary>
    public required IReadOnlyList<CallbackTime> CallbackTimes { get; init; }
}
