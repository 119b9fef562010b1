namespace Yolo.Export;

/// <summary>Computes once what several nodes compute from the same values.</summary>
internal static class RepeatedNodes
{
    public static void Merge(OnnxGraph graph)
    {
        var outputs = graph.Outputs.Select(port => port.Value).ToHashSet();
        var first = new Dictionary<string, OnnxNode>(StringComparer.Ordinal);
        var same = new Dictionary<OnnxValue, OnnxValue>();
        var kept = new List<OnnxNode>();
        foreach (var original in graph.Nodes)
        {
            var node = original with { Inputs = [.. original.Inputs.Select(input => input is null ? null : same.GetValueOrDefault(input, input))] };
            var key = Key(node);
            if (node.Outputs.Any(outputs.Contains) || first.TryAdd(key, node))
            {
                kept.Add(node);
                continue;
            }

            foreach (var (here, there) in node.Outputs.Zip(first[key].Outputs))
            {
                same[here] = there;
            }
        }

        graph.Replace(kept);
    }

    private static string Key(OnnxNode node) =>
        $"{node.Operator}({string.Join(',', node.Inputs.Select(input => input?.Name))}){string.Concat(node.Attributes.Select(setting => setting.Attribute))}";
}
