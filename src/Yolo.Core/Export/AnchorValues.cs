namespace Yolo.Export;

/// <summary>Points and strides of a head in a graph: constants where the size of the input is fixed, else computed from it.</summary>
/// <remarks>Legend: A anchor points of all levels.</remarks>
/// <param name="Points">[1, 2, A]: x and y in cells.</param>
/// <param name="Strides">[1, 1, A]: pixels for one cell.</param>
internal sealed record AnchorValues(OnnxValue Points, OnnxValue Strides)
{
    public static AnchorValues Of(OnnxGraph graph, IReadOnlyList<OnnxValue> levels, IReadOnlyList<double> strides) =>
        levels.All(level => level.HasFixedArea) ? Constant(graph, levels, strides) : Computed(graph, levels, strides);

    private static AnchorValues Constant(OnnxGraph graph, IReadOnlyList<OnnxValue> levels, IReadOnlyList<double> strides)
    {
        var (x, y, steps) = (new List<float>(), new List<float>(), new List<float>());
        foreach (var (level, stride) in levels.Zip(strides))
        {
            for (var cell = 0; cell < level.Shape[2] * level.Shape[3]; cell++)
            {
                x.Add((cell % level.Shape[3]) + 0.5f);
                y.Add((cell / level.Shape[3]) + 0.5f);
                steps.Add((float)stride);
            }
        }

        return new AnchorValues(graph.Constant([.. x, .. y], [1, 2, x.Count]), graph.Constant(steps, [1, 1, x.Count]));
    }

    private static AnchorValues Computed(OnnxGraph graph, IReadOnlyList<OnnxValue> levels, IReadOnlyList<double> strides)
    {
        var points = new List<OnnxValue>();
        var steps = new List<OnnxValue>();
        foreach (var (level, stride) in levels.Zip(strides))
        {
            var area = graph.Area(level); // [2]
            var x = Centres(graph, area, 1);
            var y = graph.Reshape(Centres(graph, area, 0), -1, 1);
            points.Add(graph.Concat(1, Spread(graph, x, area), Spread(graph, y, area))); // [1, 2, H·W]
            steps.Add(Spread(graph, graph.Constant([(float)stride], [1]), area)); // [1, 1, H·W]
        }

        return new AnchorValues(graph.Concat(2, points), graph.Concat(2, steps));
    }

    // 0.5, 1.5, … as many as cells in this direction.
    private static OnnxValue Centres(OnnxGraph graph, OnnxValue area, int direction)
    {
        var count = graph.Node("Gather", OnnxType.Int64, [], [area, graph.Constant([direction], [])]);
        var cells = graph.Node("Range", OnnxType.Int64, [OnnxValue.Unknown], [graph.Constant([0L], []), count, graph.Constant([1L], [])]);
        return graph.Binary("Add", graph.Cast(cells, OnnxType.Float), 0.5);
    }

    private static OnnxValue Spread(OnnxGraph graph, OnnxValue values, OnnxValue area) =>
        graph.Reshape(graph.Node("Expand", values.Type, [OnnxValue.Unknown, OnnxValue.Unknown], [values, area]), 1, 1, -1);
}
