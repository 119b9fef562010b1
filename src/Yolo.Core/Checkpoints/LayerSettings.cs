using System.Text.Json;
using TorchSharp.Modules;
using Yolo.Models;
using Yolo.Modules;

namespace Yolo.Checkpoints;

/// <summary>
/// What weights were learned with and their shapes do not show: activations that are not those of the architecture, and the epsilons of norms.
/// </summary>
/// <param name="Activations">The activation by the key of its convolution block.</param>
/// <param name="Epsilons">The epsilon by the key of its norm.</param>
internal sealed record LayerSettings(IReadOnlyDictionary<string, string> Activations, IReadOnlyDictionary<string, double> Epsilons)
{
    /// <summary>The key in the metadata of a safetensors file.</summary>
    internal const string MetadataKey = "layers";

    private const double UsualEpsilon = 1e-3;
    private const double EpsilonOfClassifiers = 1e-5;

    /// <summary>Whether nothing differs from the architecture.</summary>
    internal bool IsEmpty => Activations.Count == 0 && Epsilons.Count == 0;

    /// <summary>What a network has other than its description says.</summary>
    internal static LayerSettings Of(YoloNetwork network)
    {
        var usual = network.Head is null ? EpsilonOfClassifiers : UsualEpsilon;
        var activations = new Dictionary<string, string>(StringComparer.Ordinal);
        var epsilons = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, module) in network.named_modules())
        {
            switch (module)
            {
                case Conv { HasOtherActivation: true } conv: activations.Add(name, conv.Activation.ToString()); break;
                case RepConv conv when !ReferenceEquals(conv.Activation, Activation.SiLU): activations.Add(name, conv.Activation.ToString()); break;
                case ConvTranspose conv when !ReferenceEquals(conv.Activation, Activation.SiLU): activations.Add(name, conv.Activation.ToString()); break;
                case BatchNorm norm when norm.eps != usual: epsilons.Add(name, norm.eps); break;
            }
        }

        return new(activations, epsilons);
    }

    /// <summary>What the modules of a pickled network have.</summary>
    internal static LayerSettings Of(ModuleTree modules)
    {
        var activations = new Dictionary<string, string>(StringComparer.Ordinal);
        var epsilons = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var node in modules.Nodes)
        {
            if (node.Child("act") is { } activation)
            {
                activations.Add(node.Path, NameOf(activation));
            }
            else if (node.TryGet<double>("eps", out var epsilon))
            {
                epsilons.Add(node.Path, epsilon);
            }
        }

        return new(activations, epsilons);
    }

    /// <summary>What the metadata of a safetensors file says; null if nothing.</summary>
    /// <exception cref="CheckpointException">It is no JSON of that form.</exception>
    internal static LayerSettings? Of(CheckpointFile file)
    {
        if (!file.Metadata.TryGetValue(MetadataKey, out var json))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LayerSettings>(json);
        }
        catch (JsonException error)
        {
            throw new CheckpointSource(file.Path, $"metadata {MetadataKey}").Error(null, $"this does not describe layers: {error.Message.TrimEnd('.')}", inner: error);
        }
    }

    /// <summary>The text for the metadata of a safetensors file.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Those of layers that took weights: the others are new, and may only be called the same.</summary>
    internal LayerSettings Of(TransferReport report)
    {
        var layers = new HashSet<string>(StringComparer.Ordinal);

        // Counters of batches are alike in all layers.
        foreach (var key in report.Matched.Where(key => !key.EndsWith(".num_batches_tracked", StringComparison.Ordinal)))
        {
            for (var end = key.LastIndexOf('.'); end > 0; end = key.LastIndexOf('.', end - 1))
            {
                layers.Add(key[..end]);
            }
        }

        return new(
            Activations.Where(pair => layers.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal),
            Epsilons.Where(pair => layers.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Gives a network these settings. Keys that it does not have are left out.</summary>
    /// <exception cref="FormatException">An activation is unknown; the network is as it was.</exception>
    internal void Apply(YoloNetwork network)
    {
        var known = Activations.Values.Distinct(StringComparer.Ordinal).ToDictionary(text => text, Activation.Parse, StringComparer.Ordinal);
        foreach (var (name, module) in network.named_modules())
        {
            if (Activations.TryGetValue(name, out var text))
            {
                var activation = known[text];
                switch (module)
                {
                    case Conv conv: conv.Activation = activation; break;
                    case RepConv conv: conv.Activation = activation; break;
                    case ConvTranspose conv: conv.Activation = activation; break;
                }
            }
            else if (module is BatchNorm norm && Epsilons.TryGetValue(name, out var epsilon))
            {
                norm.eps = epsilon;
            }
        }
    }

    private static string NameOf(ModuleNode activation) =>
        activation.ShortClassName == "LeakyReLU" && activation.TryGet<double>("negative_slope", out var slope)
            ? FormattableString.Invariant($"LeakyReLU({slope})")
            : activation.ShortClassName;
}
