using Yolo.Engine.Optimization;
using Yolo.Runtime;

namespace Yolo.Engine.Training;

/// <summary>Makes batches smaller that do not fit into the memory of the device, in the first epoch of a run, and knows when to give up.</summary>
internal sealed class BatchHalving
{
    /// <summary>How often a batch is halved.</summary>
    internal const int MaximumAttempts = 3;

    private const string Advice = "Take a smaller imgsz or model, or leave amp on, or train on the processor (device=cpu)";

    private readonly List<int> tried = [];

    /// <summary>The settings with half the batch.</summary>
    /// <param name="options">Those that did not fit.</param>
    /// <param name="isFirstEpoch">Whether the epoch is the run's first: what fitted for a whole one does not fail for its size.</param>
    /// <param name="error">What libtorch said.</param>
    /// <returns>The settings, and what was done, in one sentence.</returns>
    /// <exception cref="TrainingException">It was done too often, the batch is one picture already, or the epoch is not the first.</exception>
    internal (TrainOptions Options, string Notice) Next(TrainOptions options, bool isFirstEpoch, Exception error)
    {
        tried.Add(options.Batch);
        if (!isFirstEpoch)
        {
            throw new TrainingException(FormattableString.Invariant(
                $"The memory of the device was exhausted with batch={options.Batch}, which fitted before: another program may have taken some, or these pictures show far more objects. Go on from last.pt with resume=true and a smaller batch. {LibTorch.Reason(error)}"), error);
        }

        if (tried.Count > MaximumAttempts || options.Batch == 1)
        {
            throw new TrainingException($"The memory of the device does not suffice; tried were batch={string.Join(", ", tried)}. {Advice}. {LibTorch.Reason(error)}", error);
        }

        var halved = Halve(options);
        return (halved, FormattableString.Invariant($"The memory of the device does not suffice for batch={options.Batch}: going on with {Describe(halved)}."));
    }

    /// <summary>What ends a training of several ranks: the others are in the middle of sums with the one whose step failed, from which they cannot go back.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="ranks">How many ranks there are.</param>
    /// <param name="error">What libtorch said.</param>
    internal static TrainingException OfSeveral(TrainOptions options, int ranks, Exception error)
    {
        var smaller = options.Batch / 2 / ranks * ranks;
        var batch = smaller > 0 ? FormattableString.Invariant($"Start again, or from last.pt with resume=true, with batch={smaller} or less. ") : string.Empty;
        return new(FormattableString.Invariant($"The memory of the device does not suffice for this rank's part of batch={options.Batch}, and several ranks do not halve a batch by themselves. {batch}{Advice}. {LibTorch.Reason(error)}"), error);
    }

    /// <summary>
    /// The settings with half the batch and, as far as whole numbers go, the same pictures between two changes of the weights, which decay as strongly
    /// as before.
    /// </summary>
    internal static TrainOptions Halve(TrainOptions options)
    {
        var pictures = Math.Max(options.Batch, options.NominalBatch);
        return options with
        {
            Batch = options.Batch / 2,
            NominalBatch = pictures,
            WeightDecay = pictures == options.NominalBatch ? options.WeightDecay : options.WeightDecay * pictures / options.NominalBatch,
        };
    }

    /// <summary>The batch and how many are added up.</summary>
    internal static string Describe(TrainOptions options) =>
        FormattableString.Invariant($"batch={options.Batch}, the gradients of {ScheduleSettings.AddedUp(options.NominalBatch, options.Batch)} batches added up");
}
