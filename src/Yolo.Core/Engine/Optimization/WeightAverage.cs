using System.Globalization;
using Yolo.Models;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>
/// The exponential moving average of a network's weights, which finds more than the weights themselves: a second network, which follows the first.
/// At the start it follows closely, later slowly.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private const double LastDecay = 0.9999;
    private const double SettlingSteps = 2000;
    private const string UpdatesKey = "updates";
    private const string WeightsKey = "weights";

    private readonly Tensor[] averages;
    private readonly Tensor[] weights;

    /// <summary>Begins with a copy.</summary>
    /// <param name="network">The network in training, on its device and in its layout: both must stay. It stays the caller's.</param>
    internal WeightAverage(YoloNetwork network)
    {
        Network = NetworkState.Copy(network);
        Network.eval();
        foreach (var parameter in Network.parameters())
        {
            parameter.requires_grad = false;
        }

        averages = [.. Numbers(Network)];
        weights = [.. Numbers(network)];
    }

    /// <summary>The network with the averaged weights, in evaluation mode; it learns nothing by itself.</summary>
    internal YoloNetwork Network { get; }

    /// <summary>How often the weights were averaged in.</summary>
    internal long Updates { get; private set; }

    /// <summary>Follows the weights, and the statistics of norms, by a step. Counters of norms stay.</summary>
    internal void Update()
    {
        Updates++;
        var decay = LastDecay * (1 - Math.Exp(-Updates / SettlingSteps));
        using var noGradient = no_grad();

        // average + (1 - decay)·(weight - average): a step of gradient descent whose gradient is the weight and whose decay takes the average off.
        TorchOperators.StepSgd(averages, weights, [], weightDecay: -1, momentum: 0, learningRate: decay - 1);
    }

    /// <summary>The key of an average that is no number; null if all are numbers.</summary>
    internal string? FirstBroken() => NetworkState.FirstBroken(Network);

    /// <summary>Whether the values of both networks are exchanged.</summary>
    internal bool IsSwapped { get; private set; }

    /// <summary>Exchanges the values of both networks; a second call exchanges them back.</summary>
    internal void Swap()
    {
        IsSwapped = !IsSwapped;
        using var noGradient = no_grad();
        foreach (var (average, weight) in averages.Zip(weights))
        {
            using var kept = weight.clone();
            weight.copy_(average);
            average.copy_(kept);
        }
    }

    /// <summary>Does something while both sets of values are where they belong.</summary>
    internal void InPlace(Action act)
    {
        var wasSwapped = IsSwapped;
        if (wasSwapped)
        {
            Swap();
        }

        try
        {
            act();
        }
        finally
        {
            if (wasSwapped)
            {
                Swap();
            }
        }
    }

    /// <summary>The average in full precision and its steps, as plain values.</summary>
    /// <param name="copy">As for <see cref="NetworkState.Capture"/>.</param>
    internal Dictionary<string, object?> Capture(bool copy = true) => new(StringComparer.Ordinal) { [UpdatesKey] = Updates, [WeightsKey] = NetworkState.Capture(Network, copy) };

    /// <summary>Puts back, bit for bit, what <see cref="Capture"/> gave.</summary>
    /// <exception cref="ArgumentException">It is of another network.</exception>
    internal void Restore(IReadOnlyDictionary<string, object?> state)
    {
        if (state.GetValueOrDefault(WeightsKey) is not IReadOnlyDictionary<string, object?> weights)
        {
            throw new ArgumentException($"The state has no '{WeightsKey}': it is not that of an average.", nameof(state));
        }

        NetworkState.Restore(Network, weights);
        Updates = Convert.ToInt64(state[UpdatesKey], CultureInfo.InvariantCulture);
    }

    /// <summary>Frees the network of the average.</summary>
    public void Dispose() => Network.Dispose();

    private static IEnumerable<Tensor> Numbers(YoloNetwork network) => network.StateEntries().Select(entry => entry.Value).Where(value => value.is_floating_point());
}
