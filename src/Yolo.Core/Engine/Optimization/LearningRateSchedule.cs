namespace Yolo.Engine.Optimization;

/// <summary>
/// Learning rates, momentum and accumulation as numbers of epoch and iteration alone. Rates fall from epoch to epoch along a line or half a cosine;
/// in the warm-up they rise to that curve from nothing, those of biases come down to it. Iterations count over all epochs, from 0.
/// </summary>
/// <param name="settings">What it follows from.</param>
internal sealed class LearningRateSchedule(ScheduleSettings settings)
{
    private const int ShortestWarmup = 100;

    /// <summary>The last iteration of warm-up; -1 without one.</summary>
    internal long WarmupIterations { get; } =
        settings.WarmupEpochs > 0 ? Math.Max((long)Math.Round(settings.WarmupEpochs * settings.BatchesPerEpoch), ShortestWarmup) : -1;

    /// <summary>Batches whose gradients are added up once warm-up is over.</summary>
    internal int FullAccumulate => settings.FullAccumulate;

    /// <summary>Whether an iteration belongs to the warm-up.</summary>
    internal bool IsWarmingUp(long iteration) => iteration <= WarmupIterations;

    /// <summary>The share of the initial learning rate that holds in an epoch, from 0.</summary>
    internal double Factor(int epoch)
    {
        var share = (double)epoch / settings.Epochs;
        return settings.Cosine
            ? (Math.Max((1 - Math.Cos(share * Math.PI)) / 2, 0) * (settings.FinalShare - 1)) + 1
            : (Math.Max(1 - share, 0) * (1 - settings.FinalShare)) + settings.FinalShare;
    }

    /// <summary>The learning rate of a group.</summary>
    internal double LearningRate(ParameterGroup group, int epoch, long iteration)
    {
        var rate = group.InitialLearningRate * Factor(epoch);
        return IsWarmingUp(iteration) ? Between(group.Kind == ParameterKind.Bias ? settings.WarmupBiasLearningRate : 0, rate, iteration) : rate;
    }

    /// <summary>The momentum of groups that have one.</summary>
    internal double Momentum(long iteration) =>
        IsWarmingUp(iteration) ? Between(settings.WarmupMomentum, settings.Momentum, iteration) : settings.Momentum;

    /// <summary>Batches whose gradients are added up.</summary>
    internal int Accumulate(long iteration) => IsWarmingUp(iteration)
        ? Math.Max(1, (int)Math.Round(Between(1, (double)settings.NominalBatch / settings.Batch, iteration)))
        : FullAccumulate;

    private double Between(double start, double end, long iteration)
    {
        var slope = (end - start) / WarmupIterations;
        return iteration == WarmupIterations ? end : (slope * iteration) + start;
    }
}
