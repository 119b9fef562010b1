namespace Yolo.Engine.Optimization;

/// <summary>What learning rates, momentum and accumulation follow from.</summary>
internal sealed record ScheduleSettings
{
    /// <summary>Epochs of the run, from 1.</summary>
    internal required int Epochs { get; init; }

    /// <summary>Batches of an epoch, from 1.</summary>
    internal required int BatchesPerEpoch { get; init; }

    /// <summary>Pictures of a batch, from 1.</summary>
    internal required int Batch { get; init; }

    /// <summary>Pictures between two changes of the weights once warm-up is over. Default 64.</summary>
    internal int NominalBatch { get; init; } = 64;

    /// <summary>Batches whose gradients are added up once warm-up is over, at least 1.</summary>
    internal int FullAccumulate => AddedUp(NominalBatch, Batch);

    /// <summary>Last learning rate as a share of the first. Default 0.01.</summary>
    internal double FinalShare { get; init; } = 0.01;

    /// <summary>Half a cosine instead of a line. Default false.</summary>
    internal bool Cosine { get; init; }

    /// <summary>Epochs of warm-up, which has at least 100 iterations; 0 for none. Default 3.</summary>
    internal double WarmupEpochs { get; init; } = 3;

    /// <summary>Momentum at the start. Default 0.8.</summary>
    internal double WarmupMomentum { get; init; } = 0.8;

    /// <summary>Momentum after warm-up. Default 0.937.</summary>
    internal double Momentum { get; init; } = 0.937;

    /// <summary>Learning rate of biases at the start. Default 0.1.</summary>
    internal double WarmupBiasLearningRate { get; init; } = 0.1;

    /// <summary>How many batches make a nominal one, at least 1.</summary>
    /// <param name="nominal">Pictures of the nominal batch.</param>
    /// <param name="batch">Pictures of a batch.</param>
    internal static int AddedUp(int nominal, int batch) => Math.Max(1, (int)Math.Round((double)nominal / batch));
}
