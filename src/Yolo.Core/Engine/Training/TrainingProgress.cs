using System.Globalization;

namespace Yolo.Engine.Training;

/// <summary>How far a training has come; with weights, averages and the optimizer's memory all that it takes to go on.</summary>
internal sealed class TrainingProgress
{
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

    /// <summary>Metrics and validation losses of the last validation, and what callbacks added to the epoch at hand.</summary>
    internal EpochMetrics Metrics { get; } = new();

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
        ["metrics"] = Plain(Metrics.Validated),
        ["own_metrics"] = Plain(Metrics.Own),
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
        Metrics.Restore(Numbers(state["metrics"]), Numbers(state.GetValueOrDefault("own_metrics")));
    }

    private static Dictionary<string, object?> Plain(IReadOnlyDictionary<string, double> numbers) =>
        numbers.ToDictionary(pair => pair.Key, object? (pair) => pair.Value, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, double>> Numbers(object? plain) =>
        plain is IReadOnlyDictionary<string, object?> numbers ? numbers.Select(pair => KeyValuePair.Create(pair.Key, (double)pair.Value!)) : [];
}
