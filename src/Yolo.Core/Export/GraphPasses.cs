namespace Yolo.Export;

/// <summary>What is done to a graph once it is recorded, so that it has no more operations than it needs.</summary>
internal static class GraphPasses
{
    /// <summary>Folds and clears away; the results stay the same.</summary>
    /// <param name="graph">The graph, not sealed yet.</param>
    /// <param name="simplify">Whether to merge operations too.</param>
    public static void Run(OnnxGraph graph, bool simplify)
    {
        DropDead(graph);
        ConstantFolding.Run(graph);
        NormFolding.Run(graph);
        ConstantStretching.Run(graph);
        if (simplify)
        {
            ParallelConvolutions.Merge(graph);
            RepeatedNodes.Merge(graph);
            SliceMerging.Run(graph);
        }

        DropDead(graph);
    }

    /// <summary>How often each value is used, as an output too.</summary>
    public static Dictionary<OnnxValue, int> Uses(OnnxGraph graph) => graph.Nodes
        .SelectMany(node => node.Inputs).OfType<OnnxValue>()
        .Concat(graph.Outputs.Select(port => port.Value))
        .GroupBy(value => value)
        .ToDictionary(group => group.Key, group => group.Count());

    /// <summary>The node that gives each value.</summary>
    public static Dictionary<OnnxValue, OnnxNode> Producers(OnnxGraph graph) => graph.Nodes
        .SelectMany(node => node.Outputs.Select(output => (output, node)))
        .ToDictionary(entry => entry.output, entry => entry.node);

    private static void DropDead(OnnxGraph graph)
    {
        var needed = graph.Outputs.Select(port => port.Value).ToHashSet();
        var kept = new List<OnnxNode>();
        foreach (var node in graph.Nodes.Reverse().Where(node => node.Outputs.Any(needed.Contains)))
        {
            kept.Add(node);
            needed.UnionWith(node.Inputs.OfType<OnnxValue>());
        }

        graph.Replace(Enumerable.Reverse(kept));
        graph.DropUnused();
    }
}
