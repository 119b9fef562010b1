using Yolo.Runtime;

namespace Yolo.Export;

/// <summary>Folds batch norms into the convolutions before them.</summary>
/// <remarks>Legend: O output channels, I input channels of a group, K kernel.</remarks>
internal static class NormFolding
{
    public static void Run(OnnxGraph graph)
    {
        var (uses, producers) = (GraphPasses.Uses(graph), GraphPasses.Producers(graph));
        var folded = new HashSet<OnnxNode>(ReferenceEqualityComparer.Instance);
        var nodes = new List<OnnxNode>();
        foreach (var node in graph.Nodes)
        {
            if (node.Operator == "BatchNormalization" && producers.GetValueOrDefault(node.Inputs[0]!) is { Operator: "Conv" or "ConvTranspose" } convolution
                && uses[convolution.Outputs[0]] == 1 && CanFold(graph, convolution, uses))
            {
                folded.Add(convolution);
                nodes.Add(convolution with { Inputs = Fold(graph, convolution, node), Outputs = node.Outputs });
            }
            else
            {
                nodes.Add(node);
            }
        }

        graph.Replace(nodes.Where(node => !folded.Contains(node)));
    }

    // Weights that another node uses too must stay as they are.
    private static bool CanFold(OnnxGraph graph, OnnxNode convolution, Dictionary<OnnxValue, int> uses) =>
        convolution.Inputs.Skip(1).All(weights => graph.ConstantOf(weights) is not null && uses[weights!] == 1)
        && (convolution.Operator == "Conv" || convolution.Attributes.Single(setting => setting.Name == "group").Attribute.I == 1);

    private static OnnxValue[] Fold(OnnxGraph graph, OnnxNode convolution, OnnxNode norm)
    {
        var parts = norm.Inputs.Skip(1).Select(input => graph.ConstantOf(input)!.Numbers).ToArray(); // weight, bias, mean, variance: [O]
        var epsilon = norm.Attributes.Single(setting => setting.Name == "epsilon").Attribute.F;
        var scale = parts[0] / parts[3].Plus(epsilon).sqrt(); // [O]
        var shift = parts[1] - (parts[2] * scale); // [O]
        var weights = graph.ConstantOf(convolution.Inputs[1])!;
        var perOutput = convolution.Operator == "Conv" ? scale.view(-1, 1, 1, 1) : scale.view(1, -1, 1, 1);
        weights.Replace(weights.Numbers * perOutput); // [O, I, K, K], transposed [I, O, K, K]
        if (convolution.Inputs.Count > 2)
        {
            var bias = graph.ConstantOf(convolution.Inputs[2])!;
            bias.Replace(shift.Plus(bias.Numbers * scale));
            return [convolution.Inputs[0]!, weights.Value, bias.Value];
        }

        var name = weights.Value.Name.EndsWith("weight", StringComparison.Ordinal) ? weights.Value.Name[..^"weight".Length] + "bias" : weights.Value.Name + ".bias";
        return [convolution.Inputs[0]!, weights.Value, graph.Add(graph.NewName(name), weights.Value.Type, shift)];
    }
}
