using System.Runtime.ExceptionServices;
using TorchSharp.Modules;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine.Distributed;

/// <summary>
/// Adds the gradients of a network up over all ranks, in buckets from the last layer to the first. A bucket's sum begins as soon as its gradients are
/// there, while those of earlier layers are being computed. All ranks begin the same buckets in the same order.
/// </summary>
internal sealed class GradientSums
{
    // As large as lets the first sum begin early, and as few as MPI's own time is small beside the sums'.
    private const long BytesOfBucket = 4L << 20;

    private readonly World ranks;
    private readonly List<GradientBucket> buckets;
    private readonly HashSet<int> edges;
    private int begun;
    private Exception? failure;

    /// <summary>Prepares the sums.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="network">The network in training; what is frozen is left out. It is watched until it is disposed.</param>
    internal GradientSums(World ranks, YoloNetwork network)
    {
        this.ranks = ranks;
        buckets = Fill(network);
        edges = [.. buckets.Select(bucket => bucket.FirstLayer - 1)];
        network.Passing = Watch;
    }

    /// <summary>Whether the gradients of the step at hand are added up, and not only those of a later one with them.</summary>
    internal bool IsDue { get; set; }

    /// <summary>Begins what has not begun, and waits for all sums.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    internal void Finish()
    {
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        BeginFrom(int.MinValue);
        var known = buckets.SelectMany(bucket => bucket.Parameters).Select(parameter => parameter.grad is null ? 0.0 : 1.0).ToArray();
        ranks.Sum(known);
        var place = 0;
        foreach (var bucket in buckets)
        {
            bucket.Finish(known.AsSpan(place, bucket.Parameters.Count));
            place += bucket.Parameters.Count;
        }

        (begun, IsDue) = (0, false);
    }

    private static List<GradientBucket> Fill(YoloNetwork network)
    {
        var filled = new List<GradientBucket>();
        var parameters = new List<Parameter>();
        foreach (var layer in network.Layers.Reverse())
        {
            parameters.AddRange(layer.Module.parameters().Where(parameter => parameter.requires_grad));
            if (parameters.Count > 0 && (layer.Index == 0 || parameters.Sum(parameter => parameter.numel() * sizeof(float)) >= BytesOfBucket))
            {
                filled.Add(new GradientBucket(layer.Index, parameters));
                parameters = [];
            }
        }

        if (parameters.Count > 0)
        {
            filled.Add(new GradientBucket(0, parameters));
        }

        return filled;
    }

    private Tensor Watch(int layer, Tensor output) =>
        IsDue && output.requires_grad && edges.Contains(layer) ? Identity.Of(output, () => Reach(layer + 1)) : output;

    // An exception must not go through libtorch, which is on its way back.
    private void Reach(int layer)
    {
        try
        {
            BeginFrom(layer);
        }
        catch (Exception error)
        {
            failure = error;
        }
    }

    private void BeginFrom(int layer)
    {
        while (begun < buckets.Count && buckets[begun].FirstLayer >= layer)
        {
            buckets[begun++].Begin(ranks);
        }
    }
}
