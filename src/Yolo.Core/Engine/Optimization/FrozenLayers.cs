using TorchSharp.Modules;
using Yolo.Models;
using Yolo.Modules.Heads;

namespace Yolo.Engine.Optimization;

/// <summary>Layers that do not learn: their weights get no gradients, and their norms keep the statistics that they have.</summary>
internal static class FrozenLayers
{
    /// <summary>Takes the gradients from frozen weights; all others get theirs. The weights by which distributions become distances never learn.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layers">Indexes of layers; those that the network lacks are an error.</param>
    /// <exception cref="Settings.SettingException">There is no such layer, or none is left to learn.</exception>
    internal static void Freeze(YoloNetwork network, IReadOnlyList<int> layers)
    {
        if (layers.Where(layer => layer >= network.Layers.Count).Cast<int?>().FirstOrDefault() is { } missing)
        {
            throw new Settings.SettingException(FormattableString.Invariant($"freeze={missing} will not do: the network has the layers 0 to {network.Layers.Count - 1}."));
        }

        if (network.Layers.All(layer => layers.Contains(layer.Index) || !layer.Module.parameters().Any()))
        {
            throw new Settings.SettingException(FormattableString.Invariant($"freeze will not do: it names all layers of the network that could learn, 0 to {network.Layers.Count - 1}. Leave at least one out."));
        }

        foreach (var layer in network.Layers)
        {
            foreach (var parameter in layer.Module.parameters())
            {
                parameter.requires_grad = !layers.Contains(layer.Index);
            }
        }

        foreach (var parameter in network.modules().OfType<DistributionExpectation>().SelectMany(expectation => expectation.parameters()))
        {
            parameter.requires_grad = false;
        }
    }

    /// <summary>Puts the network into training mode, the norms of frozen layers into evaluation mode.</summary>
    internal static void Train(YoloNetwork network, IReadOnlyList<int> layers)
    {
        network.train();
        foreach (var norm in network.Layers.Where(layer => layers.Contains(layer.Index)).SelectMany(layer => layer.Module.modules()).OfType<BatchNorm>())
        {
            norm.eval();
        }
    }
}
