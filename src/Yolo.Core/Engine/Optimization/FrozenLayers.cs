using TorchSharp.Modules;
using Yolo.Engine.Settings;
using Yolo.Models;
using Yolo.Modules.Heads;

namespace Yolo.Engine.Optimization;

/// <summary>
/// What of a network does not learn: weights that get no gradients, and norms that keep the statistics that they have. The weights by which
/// distributions become distances never learn.
/// </summary>
internal sealed class FrozenLayers
{
    private readonly YoloNetwork network;
    private readonly NamedWeights weights;
    private readonly HashSet<string> constant;
    private readonly HashSet<string> frozen;
    private readonly HashSet<string> released = new(StringComparer.Ordinal);

    /// <summary>Takes the gradients from weights; all others get theirs.</summary>
    /// <param name="network">The network; stays the caller's.</param>
    /// <param name="layers">The layers that do not learn.</param>
    /// <exception cref="SettingException">There is no such layer, or none is left to learn.</exception>
    internal FrozenLayers(YoloNetwork network, IReadOnlyList<LayerName> layers)
    {
        this.network = network;
        weights = new NamedWeights(network);
        constant = [.. network.named_modules().Where(entry => entry.module is DistributionExpectation)
            .SelectMany(entry => entry.module.named_parameters().Select(parameter => $"{entry.name}.{parameter.name}"))];
        frozen = weights.Of(layers, "freeze");
        if (weights.All.Keys.All(key => frozen.Contains(key) || constant.Contains(key)))
        {
            var all = FormattableString.Invariant($"0 to {network.Layers.Count - 1}");
            throw new SettingException($"freeze will not do: it names all layers of the network that could learn, {all}. Leave at least one out.");
        }

        SetGradients();
    }

    /// <summary>The keys of weights that were frozen and learn again.</summary>
    internal IReadOnlyCollection<string> Released => released;

    /// <summary>Puts the network into training mode, norms whose weights are frozen into evaluation mode.</summary>
    internal void Train()
    {
        network.train();
        foreach (var (name, norm) in network.named_modules())
        {
            var own = norm is BatchNorm ? norm.named_parameters(recurse: false).ToList() : [];
            if (own.Count > 0 && own.TrueForAll(parameter => IsFrozen($"{name}.{parameter.name}")))
            {
                norm.eval();
            }
        }
    }

    /// <summary>Whether anything of these layers was frozen at first.</summary>
    /// <param name="layers">The layers; none for all.</param>
    /// <exception cref="SettingException">There is no such layer.</exception>
    internal bool Had(IReadOnlyList<LayerName> layers) => Chosen(layers).Any(key => frozen.Contains(key) && !constant.Contains(key));

    /// <summary>Lets layers learn again.</summary>
    /// <param name="layers">The layers; none for all.</param>
    /// <exception cref="SettingException">There is no such layer.</exception>
    internal void Unfreeze(IReadOnlyList<LayerName> layers) => Release(Chosen(layers).Where(frozen.Contains).ToList());

    /// <summary>Lets those weights learn again that did when a checkpoint was written.</summary>
    /// <param name="keys">What <see cref="Released"/> held. What is not frozen any more is passed over.</param>
    internal void Restore(IEnumerable<string> keys)
    {
        released.Clear();
        SetGradients();
        Release(keys.Where(frozen.Contains).ToList());
    }

    private void Release(IReadOnlyList<string> keys)
    {
        released.UnionWith(keys);
        foreach (var key in keys)
        {
            weights.All[key].requires_grad = !constant.Contains(key);
        }
    }

    private HashSet<string> Chosen(IReadOnlyList<LayerName> layers) => layers.Count == 0 ? frozen : weights.Of(layers, "unfreeze");

    private bool IsFrozen(string key) => frozen.Contains(key) && !released.Contains(key);

    private void SetGradients()
    {
        foreach (var (key, weight) in weights.All)
        {
            weight.requires_grad = !frozen.Contains(key) && !constant.Contains(key);
        }
    }
}
