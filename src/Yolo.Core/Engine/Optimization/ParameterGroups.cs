using TorchSharp.Modules;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>Divides the parameters of a network among groups as the reference does, and in its order.</summary>
internal static class ParameterGroups
{
    private const double FastRateFactor = 3;

    private static readonly ParameterKind[] KindsInOrder = [ParameterKind.Weight, ParameterKind.Norm, ParameterKind.Bias];

    /// <summary>The groups; one may be empty. Frozen parameters are among them: without a gradient they do not move.</summary>
    /// <param name="network">Its parameters stay its own.</param>
    /// <param name="muon">
    /// False: three groups, weight, norm, bias. True: a fourth for weights of two and more dimensions, and each of the four in two,
    /// those that learn three times as fast first.
    /// </param>
    internal static IReadOnlyList<ParameterGroup> Split(YoloNetwork network, bool muon)
    {
        var byKind = Walk(network, "").ToLookup(entry => KindOf(entry.Name, entry.Owner, entry.Parameter, muon), entry => (entry.Name, entry.Parameter));
        return muon
            ? [.. KindsInOrder.Append(ParameterKind.Muon).SelectMany(kind => InTwo(kind, byKind[kind]))]
            : [.. KindsInOrder.Select(kind => new ParameterGroup(kind, 1, [.. byKind[kind]]))];
    }

    private static ParameterKind KindOf(string name, nn.Module owner, Parameter parameter, bool muon) =>
        muon && parameter.dim() >= 2 ? ParameterKind.Muon
        : name.Contains("bias", StringComparison.Ordinal) ? ParameterKind.Bias
        : owner is NormBase or LayerNorm or GroupNorm || name.Contains("logit_scale", StringComparison.Ordinal) ? ParameterKind.Norm
        : ParameterKind.Weight;

    private static IEnumerable<ParameterGroup> InTwo(ParameterKind kind, IEnumerable<(string Name, Parameter)> parameters)
    {
        var byPace = parameters.ToLookup(entry => IsFast(entry.Name));
        return [new(kind, FastRateFactor, [.. byPace[true]]), new(kind, 1, [.. byPace[false]])];
    }

    // The branch of classes in the head of networks whose head is layer 23, and the semantic branch of prototypes.
    private static bool IsFast(string name) =>
        (name.Contains("23", StringComparison.Ordinal) && name.Contains("cv3", StringComparison.Ordinal)) || name.Contains("proto.semseg", StringComparison.Ordinal);

    private static IEnumerable<(string Name, nn.Module Owner, Parameter Parameter)> Walk(nn.Module module, string prefix)
    {
        foreach (var (name, parameter) in module.named_parameters(recurse: false))
        {
            yield return (prefix + name, module, parameter);
        }

        foreach (var (name, child) in module.named_children())
        {
            foreach (var entry in Walk(child, $"{prefix}{name}."))
            {
                yield return entry;
            }
        }
    }
}
