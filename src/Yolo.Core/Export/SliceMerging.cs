namespace Yolo.Export;

/// <summary>Makes one <c>Split</c> of slices that together take a value apart, each part once.</summary>
internal static class SliceMerging
{
    public static void Run(OnnxGraph graph)
    {
        var slices = graph.Nodes.Where(node => node.Operator == "Slice").Select(node => (Node: node, Cut: CutOf(graph, node)))
            .Where(entry => entry.Cut is not null)
            .GroupBy(entry => (entry.Node.Inputs[0]!, entry.Cut!.Value.Axis))
            .Select(group => (Value: group.Key.Item1, group.Key.Axis, Parts: group.OrderBy(entry => entry.Cut!.Value.Start).ToList()))
            .Where(group => group.Parts.Count > 1 && Covers(group.Value.Shape[group.Axis], [.. group.Parts.Select(part => part.Cut!.Value)]))
            .ToList();
        var replaced = new Dictionary<OnnxNode, OnnxNode?>(ReferenceEqualityComparer.Instance);
        foreach (var (value, axis, parts) in slices)
        {
            var first = graph.Nodes.First(node => parts.Any(part => ReferenceEquals(part.Node, node)));
            parts.ForEach(part => replaced[part.Node] = null);
            replaced[first] = Split(graph, value, axis, [.. parts.Select(part => part.Node.Outputs[0])], [.. parts.Select(part => part.Cut!.Value.End - part.Cut.Value.Start)]);
        }

        graph.Replace(graph.Nodes.Select(node => replaced.TryGetValue(node, out var other) ? other : node).OfType<OnnxNode>());
    }

    private static OnnxNode Split(OnnxGraph graph, OnnxValue value, int axis, OnnxValue[] parts, long[] sizes) => graph.Opset >= 13
        ? new OnnxNode("Split", [value, graph.Constant(sizes)], parts, [OnnxSetting.Of("axis", axis)])
        : new OnnxNode("Split", [value], parts, [OnnxSetting.Of("axis", axis), OnnxSetting.Of("split", sizes)]);

    // A slice along one axis of known size, without gaps.
    private static (int Axis, long Start, long End)? CutOf(OnnxGraph graph, OnnxNode node)
    {
        var numbers = node.Inputs.Skip(1).Select(input => graph.ConstantOf(input)?.Integers()).ToList();
        if (numbers.Any(list => list is not [_]) || (numbers.Count > 3 && numbers[3]![0] != 1))
        {
            return null;
        }

        var axis = (int)numbers[2]![0];
        var size = node.Inputs[0]!.Shape[axis];
        return size == OnnxValue.Unknown ? null : (axis, numbers[0]![0], Math.Min(size, numbers[1]![0]));
    }

    private static bool Covers(long size, (int Axis, long Start, long End)[] cuts) =>
        cuts[0].Start == 0 && cuts[^1].End == size && cuts.Zip(cuts.Skip(1)).All(pair => pair.First.End == pair.Second.Start);
}
