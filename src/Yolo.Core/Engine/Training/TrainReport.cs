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

    /// <summary>Time that each callback took.</summary>
    public required IReadOnlyList<CallbackTime> CallbackTimes { get; init; }
}
