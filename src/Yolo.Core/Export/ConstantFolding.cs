using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>Computes what depends on constants alone.</summary>
internal static class ConstantFolding
{
    public static void Run(OnnxGraph graph)
    {
        var known = new Dictionary<OnnxValue, OnnxValue>();
        var kept = new List<OnnxNode>();
        foreach (var node in graph.Nodes)
        {
            OnnxValue?[] inputs = [.. node.Inputs.Select(input => input is null ? null : known.GetValueOrDefault(input, input))];
            if (node.Outputs.Count == 1 && graph.Outputs.All(port => port.Value != node.Outputs[0]) && Compute(graph, node, inputs) is { } numbers)
            {
                known[node.Outputs[0]] = graph.Add(graph.NewName("constant"), node.Outputs[0].Type, numbers);
            }
            else
            {
                kept.Add(node with { Inputs = inputs });
            }
        }

        graph.Replace(kept);
    }

    private static Tensor? Compute(OnnxGraph graph, OnnxNode node, OnnxValue?[] inputs)
    {
        Tensor[] numbers = [.. inputs.Select(graph.ConstantOf).OfType<OnnxTensor>().Select(constant => constant.Numbers)];
        if (numbers.Length != inputs.Length)
        {
            return null;
        }

        return node.Operator switch
        {
            "Add" => numbers[0].Plus(numbers[1]),
            "Sub" => numbers[0] - numbers[1],
            "Mul" => numbers[0] * numbers[1],
            "Range" => TensorFunctions.Range(numbers[0].item<long>(), numbers[1].item<long>(), numbers[2].item<long>()),
            "Less" => numbers[0].less(numbers[1]),
            "Transpose" => numbers[0].permute([.. node.Attributes.Single(setting => setting.Name == "perm").Attribute.Ints]).contiguous(),
            "Slice" => Slice(numbers),
            _ => null,
        };
    }

    // Inputs are the tensor, starts, ends, axes and steps; ends may lie beyond the end.
    private static Tensor? Slice(Tensor[] numbers)
    {
        if (numbers[1].numel() != 1)
        {
            return null;
        }

        var (start, axis, step) = (numbers[1].item<long>(), numbers[3].item<long>(), numbers[4].item<long>());
        var end = Math.Min(numbers[2].item<long>(), numbers[0].shape[axis]);
        var index = new TensorIndex[numbers[0].shape.Length];
        Array.Fill(index, TensorIndex.Colon);
        index[axis] = TensorIndex.Slice(start, end, step);
        return numbers[0][index].contiguous();
    }
}
