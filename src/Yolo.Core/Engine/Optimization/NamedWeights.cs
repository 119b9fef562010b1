using System.Text.RegularExpressions;
using TorchSharp.Modules;
using Yolo.Engine.Settings;
using Yolo.Models;

namespace Yolo.Engine.Optimization;

/// <summary>The weights of a network by what people call the layers that they are in.</summary>
/// <param name="network">The network.</param>
internal sealed class NamedWeights(YoloNetwork network)
{
    private const string Backbone = "backbone";
    private const string Neck = "neck";
    private const string Head = "head";

    private readonly OrderedDictionary<string, Parameter> all =
        new(network.named_parameters().Select(entry => KeyValuePair.Create(entry.name, entry.parameter)), StringComparer.Ordinal);

    /// <summary>All of them by their keys.</summary>
    internal IReadOnlyDictionary<string, Parameter> All => all;

    /// <summary>The keys of the weights that names of layers stand for.</summary>
    /// <param name="layers">The names.</param>
    /// <param name="setting">What they are given to, for errors.</param>
    /// <exception cref="SettingException">The network has no such layer, or the layer has no weights.</exception>
    internal HashSet<string> Of(IEnumerable<LayerName> layers, string setting)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            keys.UnionWith(Of(layer, setting));
        }

        return keys;
    }

    private List<string> Of(LayerName layer, string setting)
    {
        if (layer.Index is { } index)
        {
            // Layers that only resize or join have none: they may lie between those that are meant.
            return index < network.Layers.Count
                ? Below([index])
                : throw Wrong(setting, layer, FormattableString.Invariant($"the network has the layers 0 to {network.Layers.Count - 1}."));
        }

        var pattern = Pattern(layer.Text);
        var keys = Section(layer.Text) is { } section ? Below(section) : [.. all.Keys.Where(key => pattern.IsMatch(key))];
        return keys.Count > 0 ? keys : throw Wrong(setting, layer, IsThere(layer.Text) ? "there are no weights in it." : Unknown(layer.Text));
    }

    private bool IsThere(string name) => Section(name) is not null || network.named_modules().Any(entry => entry.name == name);

    // The description of a network has two parts, of which the second ends with what predicts.
    private IEnumerable<int>? Section(string name)
    {
        var (neck, head) = (network.Spec.Backbone.Count, network.Layers.Count - 1);
        return name switch
        {
            Backbone => Enumerable.Range(0, neck),
            Neck => Enumerable.Range(neck, head - neck),
            Head => [head],
            _ => null,
        };
    }

    private List<string> Below(IEnumerable<int> layers)
    {
        var beginnings = layers.Select(layer => FormattableString.Invariant($"model.{layer}.")).ToList();
        return [.. all.Keys.Where(key => beginnings.Exists(beginning => key.StartsWith(beginning, StringComparison.Ordinal)))];
    }

    // A name ends where a name of a module or weight ends: model.2 is not model.22.
    private static Regex Pattern(string text) => new(
        $@"^{Regex.Escape(text).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}(\.|$)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private string Unknown(string text)
    {
        var names = all.Keys.SelectMany(Beginnings).Distinct(StringComparer.Ordinal).ToList();
        var suggestion = NearestName.Suggest(text, names.Concat([Backbone, Neck, Head]));
        var parent = Beginnings(text).Reverse().FirstOrDefault(names.Contains);
        var parts = names.Where(name => parent is not null && name.Length > parent.Length && name.StartsWith(parent + ".", StringComparison.Ordinal))
            .Select(name => name[(parent!.Length + 1)..]).Where(part => !part.Contains('.', StringComparison.Ordinal));
        var there = parent is null or "model"
            ? FormattableString.Invariant($"There are {Backbone}, {Neck}, {Head}, and model.0 to model.{network.Layers.Count - 1} with their parts.")
            : $"In {parent} there are: {string.Join(", ", parts)}.";
        return $"the network has no layer or weight of that name.{suggestion} {there}";
    }

    // Of model.0.conv.weight: model, model.0, model.0.conv, and itself.
    private static IEnumerable<string> Beginnings(string key)
    {
        for (var dot = key.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = key.IndexOf('.', dot + 1))
        {
            yield return key[..dot];
        }

        yield return key;
    }

    private static SettingException Wrong(string setting, LayerName layer, string reason) => new($"{setting}={layer} will not do: {reason}");
}
