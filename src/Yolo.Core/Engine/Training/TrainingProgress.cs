using System.Globalization;

namespace Yolo.Engine.Training;

/// <summary>How far a training has come; with weights, averages and the optimizer's memory all that it takes to go on.</summary>
internal sealed class TrainingProgress
{
    private static readonly IReadOnlyDictionary<string, double> NoMetrics = new Dictionary<string, double>();

    /// <summary>The epoch at hand, from 0.</summary>
    internal int Epoch { get; set; }

    /// <summary>The batch at hand, or the next one, from 0.</summary>
    internal int Batch { get; set; }

    /// <summary>The iteration, counted over all epochs, in which the weights changed last; -1 before.</summary>
    internal long LastUpdate { get; set; } = -1;

    /// <summary>Batches whose gradients are added up.</summary>
    internal int Accumulate { get; set; } = 1;

    /// <summary>Seconds trained before the process at hand.</summary>
    internal double EarlierSeconds { get; set; }

    /// <summary>Whether the last epoch is over.</summary>
    internal bool IsStopped { get; set; }

    /// <summary>Fitness of the last validation; null before.</summary>
    internal double? Fitness { get; set; }

    /// <summary>The best fitness; null before the first validation.</summary>
    internal double? BestFitness { get; set; }

    /// <summary>The epoch whose weights are the best, from 1; null before the first is done.</summary>
    internal int? BestEpoch { get; set; }

    /// <summary>Metrics and validation losses of the last validation.</summary>
    internal IReadOnlyDictionary<string, double> Metrics { get; set; } = NoMetrics;

    /// <summary>The first epoch without mixed pictures, from 0, where a callback asked to finish with them; null otherwise.</summary>
    internal int? UnmixedFrom { get; set; }

    /// <summary>Why a callback asked to finish; null where it did not, or did not say.</summary>
    internal string? FinishReason { get; set; }

    /// <summary>Turns to the next epoch.</summary>
    internal void NextEpoch()
    {
        Epoch++;
        Batch = 0;
    }

    /// <summary>All of it as plain values.</summary>
    /// <param name="seconds">Seconds trained so far.</param>
    /// <param name="epochIsOver">Whether all of the epoch is done.</param>
    /// <param name="isOver">Whether no epoch is to follow.</param>
    internal Dictionary<string, object?> Capture(double seconds, bool epochIsOver, bool isOver) => new(StringComparer.Ordinal)
    {
        ["epoch"] = (long)(epochIsOver && !isOver ? Epoch + 1 : Epoch),
        ["batch"] = (long)(epochIsOver && !isOver ? 0 : Batch),
        ["last_update"] = LastUpdate,
        ["accumulate"] = (long)Accumulate,
        ["seconds"] = seconds,
        ["stopped"] = isOver,
        ["fitness"] = Fitness,
        ["best_fitness"] = BestFitness,
        ["best_epoch"] = (long?)BestEpoch,
        ["unmixed_from"] = (long?)UnmixedFrom,
        ["finish_reason"] = FinishReason,
        ["metrics"] = Metrics.ToDictionary(pair => pair.Key, object? (pair) => pair.Value, StringComparer.Ordinal),
    };

    /// <summary>Takes over what <see cref="Capture"/> gave.</summary>
    internal void Restore(IReadOnlyDictionary<string, object?> state)
    {
        Epoch = Convert.ToInt32(state["epoch"], CultureInfo.InvariantCulture);
        Batch = Convert.ToInt32(state["batch"], CultureInfo.InvariantCulture);
        LastUpdate = Convert.ToInt64(state["last_update"], CultureInfo.InvariantCulture);
        Accumulate = Convert.ToInt32(state["accumulate"], CultureInfo.InvariantCulture);
        EarlierSeconds = Convert.ToDouble(state["seconds"], CultureInfo.InvariantCulture);
        IsStopped = (bool)state["stopped"]!;
        Fitness = (double?)state["fitness"];
        BestFitness = (double?)state["best_fitness"];
        BestEpoch = state.GetValueOrDefault("best_epoch") is { } best ? Convert.ToInt32(best, CultureInfo.InvariantCulture) : null;
        UnmixedFrom = state.GetValueOrDefault("unmixed_from") is { } first ? Convert.ToInt32(first, CultureInfo.InvariantCulture) : null;
        FinishReason = state.GetValueOrDefault("finish_reason") as string;
        Metrics = ((IReadOnlyDictionary<string, object?>)state["metrics"]!).ToDictionary(pair => pair.Key, pair => (double)pair.Value!, StringComparer.Ordinal);
    }
}
