using System.IO.Hashing;
using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Data.Loading;
using Yolo.Engine.Optimization;
using Yolo.Engine.Training;
using Yolo.Losses;
using static TorchSharp.torch;

namespace Yolo.Engine.Distributed;

/// <summary>
/// What makes one training of those of several ranks: each computes the gradients of its part of a batch, all take the same step. Of a rank without others
/// all of this is nothing.
/// </summary>
/// <param name="world">The ranks.</param>
internal sealed class TrainingRanks(World world)
{
    /// <summary>Why something is done that another rank was asked for.</summary>
    internal const string FromOthers = "asked for on another rank";

    private GradientSums? gradients;
    private SharedNorms? norms;

    /// <summary>Begins to train together.</summary>
    /// <param name="parts">What is trained, ready to start: what is frozen has no gradients.</param>
    /// <param name="synchronizesNorms">Whether each batch is normalised as a whole.</param>
    internal void Join(TrainingParts parts, bool synchronizesNorms)
    {
        if (world.HasOthers)
        {
            gradients = new GradientSums(world, parts.Network);
            norms = new SharedNorms(world, parts.Network, synchronizesNorms);
            RequireSame(parts);
        }
    }

    /// <summary>Begins to add up the gradients of other weights than before: some that were frozen learn again. Between steps.</summary>
    internal void Regroup(Models.YoloNetwork network) => gradients = gradients is null ? null : new GradientSums(world, network);

    /// <summary>Says which part of a batch the loss of a step is about to be computed of.</summary>
    /// <param name="targets">The objects of this rank's part.</param>
    /// <param name="batch">Its number in the epoch.</param>
    /// <param name="data">Where it comes from.</param>
    /// <param name="changesWeights">Whether the step ends a batch of gradients, which are added up as they come.</param>
    internal LossTargets Share(LossTargets targets, int batch, TrainingData data, bool changesWeights)
    {
        if (gradients is null)
        {
            return targets;
        }

        var all = data.CountOf(batch);
        var share = new RankShare(world, all, isEmpty: EpochPlan.ShareOf(all, world.Rank, world.Size).Count == 0);
        (gradients.IsDue, norms!.Weight) = (changesWeights, share.Weight);
        return targets with { Share = share };
    }

    /// <summary>Waits until the gradients, and what norms have learned, are those of all ranks.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    internal void Finish()
    {
        gradients?.Finish();
        norms?.Unite();
    }

    /// <summary>The items of the whole batch's loss, of which each rank has computed a part.</summary>
    internal Tensor Sum(Tensor items)
    {
        if (!world.HasOthers)
        {
            return items;
        }

        var sum = items.detach().clone();
        world.BeginSum(sum).Wait();
        return sum;
    }

    /// <summary>Whether any rank wants something.</summary>
    internal bool Any(bool own) => world.Sum(own ? 1 : 0) > 0;

    /// <summary>A number of rank 0, which clocks and callbacks of others might see otherwise.</summary>
    internal double? OfFirst(double? own) => world.HasOthers ? world.Gather([.. own is { } value ? new[] { value } : []])[0] is [var first] ? first : null : own;

    /// <summary>Agrees on what to do next.</summary>
    /// <param name="control">Requests of callbacks on this rank. A stop that another was asked for is asked for here, too.</param>
    /// <param name="isTimeUp">Whether the time limit is over by this rank's clock.</param>
    /// <param name="isCancelled">Whether this rank was interrupted.</param>
    /// <param name="finishes">Whether this rank was asked to finish without mixed pictures.</param>
    /// <param name="takesRequests">Whether requests to validate and to save are taken.</param>
    internal Agreement Agree(RunControl control, bool isTimeUp, bool isCancelled, bool finishes, bool takesRequests)
    {
        bool[] own =
        [
            control.StopNowRequested, control.StopRequested, isTimeUp, isCancelled,
            takesRequests && control.TakeValidateNow(), takesRequests && control.TakeSaveNow(), finishes,
        ];
        var wishes = Array.ConvertAll(own, wish => wish ? 1.0 : 0);
        world.Sum(wishes);
        if (wishes[0] > 0 && !own[0])
        {
            control.StopNow(FromOthers);
        }
        else if (wishes[1] > 0 && !own[1])
        {
            control.StopAfterEpoch(FromOthers);
        }

        return new Agreement(wishes[0] > 0, wishes[1] > 0, wishes[2] > 0, wishes[3] > 0, wishes[4] > 0, wishes[5] > 0, wishes[6] > 0);
    }

    /// <summary>Before a checkpoint: rank 0, which writes it, takes all gradients that wait for a step, and what norms have learned everywhere.</summary>
    internal void Unite(NetworkOptimizer optimizer)
    {
        if (gradients is null)
        {
            return;
        }

        norms!.Unite();
        if (Any(optimizer.Parameters.Any(parameter => parameter.grad is not null)))
        {
            gradients.Finish();
            Divide(optimizer);
        }
    }

    /// <summary>After a checkpoint was restored: what waits for a step is rank 0's.</summary>
    internal void Divide(NetworkOptimizer optimizer)
    {
        if (!world.IsFirst)
        {
            optimizer.ZeroGradients();
        }
    }

    /// <summary>Makes sure that all ranks have the same weights and averages, to the bit.</summary>
    /// <exception cref="TrainingException">They have not.</exception>
    internal void RequireSame(TrainingParts parts)
    {
        if (!world.HasOthers)
        {
            return;
        }

        var own = BitConverter.UInt64BitsToDouble(Hash(parts) >> 12);
        var all = world.Gather(own);
        if (all.Any(hash => hash != all[0]))
        {
            throw new TrainingException(FormattableString.Invariant(
                $"The weights of the ranks are not the same: those of rank {all.Index().First(hash => hash.Item != all[0]).Index} differ from those of rank 0. Either the ranks were given different files to start from, or a callback has changed weights on some of them alone, or devices of different kinds compute differently."));
        }
    }

    private static ulong Hash(TrainingParts parts)
    {
        using var scope = NewDisposeScope();
        var hash = new XxHash3();
        foreach (var (_, value) in parts.Network.StateEntries().Concat(parts.Average.Network.StateEntries()))
        {
            hash.Append(WeightTransfer.ToView(value).Bytes.Span);
        }

        return hash.GetCurrentHashAsUInt64();
    }
}
