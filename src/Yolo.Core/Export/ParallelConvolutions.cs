using Google.Protobuf.Collections;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>Makes one convolution of two whose results are added: the smaller kernel, surrounded by zeros, is added to the larger.</summary>
/// <remarks>Legend: O output channels, I input channels of a group, K kernel.</remarks>
internal static class ParallelConvolutions
{
    private static readonly string[] Alike = ["strides", "dilations"];

    public static void Merge(OnnxGraph graph)
    {
        var (uses, producers) = (GraphPasses.Uses(graph), GraphPasses.Producers(graph));
        var merged = new HashSet<OnnxNode>(ReferenceEqualityComparer.Instance);
        var nodes = new List<OnnxNode>();
        foreach (var node in graph.Nodes)
        {
            if (node.Operator == "Add" && Both(node, producers) is var (first, second)
                && new[] { first, second }.All(one => one.Inputs.Count == 3 && uses[one.Outputs[0]] == 1 && one.Inputs.Skip(1).All(weights => graph.ConstantOf(weights) is not null && uses[weights!] == 1))
                && Fits(first, second))
            {
                var (large, small) = Kernel(first) >= Kernel(second) ? (first, second) : (second, first);
                AddTo(graph, large, small);
                merged.UnionWith([first, second]);
                nodes.Add(large with { Outputs = node.Outputs });
            }
            else
            {
                nodes.Add(node);
            }
        }

        graph.Replace(nodes.Where(node => !merged.Contains(node)));
    }

    private static (OnnxNode First, OnnxNode Second)? Both(OnnxNode sum, Dictionary<OnnxValue, OnnxNode> producers) =>
        producers.GetValueOrDefault(sum.Inputs[0]!) is { Operator: "Conv" } first && producers.GetValueOrDefault(sum.Inputs[1]!) is { Operator: "Conv" } second
            && !ReferenceEquals(first, second) && first.Inputs[0] == second.Inputs[0]
            ? (first, second)
            : null;

    // Square kernels about the same centre, that differ in nothing else.
    private static bool Fits(OnnxNode first, OnnxNode second) =>
        Alike.All(name => Integers(first, name).SequenceEqual(Integers(second, name)))
        && Integers(first, "dilations").All(dilation => dilation == 1)
        && Setting(first, "group").I == Setting(second, "group").I
        && new[] { first, second }.All(node => Integers(node, "kernel_shape").Distinct().Count() == 1 && Integers(node, "pads").Distinct().Count() == 1)
        && Kernel(first) - Kernel(second) == 2 * (Integers(first, "pads")[0] - Integers(second, "pads")[0]);

    private static void AddTo(OnnxGraph graph, OnnxNode large, OnnxNode small)
    {
        var zeros = (Kernel(large) - Kernel(small)) / 2;
        OnnxTensor Constant(OnnxNode node, int input) => graph.ConstantOf(node.Inputs[input])!;
        var padded = nn.functional.pad(Constant(small, 1).Numbers, [zeros, zeros, zeros, zeros]); // [O, I, K, K]
        Constant(large, 1).Replace(Constant(large, 1).Numbers.Plus(padded)); // [O, I, K, K]
        Constant(large, 2).Replace(Constant(large, 2).Numbers.Plus(Constant(small, 2).Numbers)); // [O]
    }

    private static long Kernel(OnnxNode node) => Integers(node, "kernel_shape")[0];

    private static RepeatedField<long> Integers(OnnxNode node, string name) => Setting(node, name).Ints;

    private static Format.AttributeProto Setting(OnnxNode node, string name) => node.Attributes.Single(setting => setting.Name == name).Attribute;
}
