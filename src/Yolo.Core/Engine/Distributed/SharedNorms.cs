using System.Runtime.ExceptionServices;
using TorchSharp.Modules;
using Yolo.Models;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Engine.Distributed;

/// <summary>What the batch norms of a network have learned on each rank, and how it becomes one.</summary>
internal sealed class SharedNorms : IStatisticSums
{
    private readonly World ranks;
    private readonly Tensor[] statistics;
    private readonly bool areShared;
    private Exception? failure;

    /// <summary>Prepares the norms of a network in training.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="network">The network.</param>
    /// <param name="synchronize">Whether each batch is normalised as a whole; otherwise each rank normalises its part, and what is kept are means over the ranks.</param>
    internal SharedNorms(World ranks, YoloNetwork network, bool synchronize)
    {
        (this.ranks, areShared) = (ranks, synchronize);
        statistics = [.. network.modules().OfType<BatchNorm>().SelectMany(norm => new[] { norm.running_mean!, norm.running_var! })];
        foreach (var norm in network.modules().OfType<BatchNormalization>())
        {
            norm.Shared = synchronize ? this : null;
        }
    }

    /// <inheritdoc/>
    public double Weight { get; set; } = 1;

    /// <inheritdoc/>
    public Tensor Add(Tensor own)
    {
        var sum = own.detach().clone();
        try
        {
            ranks.BeginSum(sum).Wait();
        }
        catch (Exception error)
        {
            failure = error;
        }

        return sum;
    }

    /// <summary>Makes the statistics of all ranks the same, if they are not.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    internal void Unite()
    {
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (areShared || statistics.Length == 0)
        {
            return;
        }

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var all = cat(statistics);
        ranks.BeginSum(all).Wait();
        var means = all / tensor((float)ranks.Size).to(all.device);
        var place = 0L;
        foreach (var statistic in statistics)
        {
            statistic.copy_(means.narrow(0, place, statistic.numel()));
            place += statistic.numel();
        }
    }
}
