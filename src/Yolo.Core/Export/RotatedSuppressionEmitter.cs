namespace Yolo.Export;

/// <summary>
/// Suppression of rotated boxes as ONNX operators, by the family's rule: a box is dropped if any more probable one, dropped or not, is similar
/// to it by the threshold or more. All pairs are compared at once, so that no loop is needed.
/// </summary>
/// <remarks>Legend: B images, A anchor points, E extra numbers of which the first is the angle, Q boxes compared, K rows chosen.</remarks>
internal static class RotatedSuppressionEmitter
{
    // The most probable boxes are compared, this many for each row of the output, as in the reference's graph, and not fewer than these.
    private const int ComparedForARow = 5;
    private const int FewestCompared = 1000;
    private const double Epsilon = 1e-7;

    /// <summary>Writes the suppression.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rows">[B, A, 6+E]: centre, width, height, probability, class, extras.</param>
    /// <param name="best">[B, 1, A]: the probabilities.</param>
    /// <param name="suppression">Thresholds and limits.</param>
    /// <returns>[B, K, 6+E]; rows of zeros follow those chosen.</returns>
    public static OnnxValue Emit(OnnxGraph graph, OnnxValue rows, OnnxValue best, SuppressionInGraph suppression)
    {
        var (width, most) = (rows.Shape[2], suppression.MaximumDetections);
        var probable = graph.Reshape(best, 0, -1); // [B, A]
        var (known, q) = ChoiceEmitter.Count(graph, probable, Math.Max(FewestCompared, ComparedForARow * most));
        var (scores, places) = ChoiceEmitter.Largest(graph, probable, known, q); // [B, Q]
        var candidates = ChoiceEmitter.Rows(graph, rows, places); // [B, Q, 6+E]
        var similar = Compare(graph, Boxes(graph, candidates, suppression), "GreaterOrEqual", suppression.Iou); // [B, Q, Q]
        var dropped = graph.Node("And", OnnxType.Bool, similar.Shape, [similar, Before(graph, q, known)]);
        var count = graph.Reduce("ReduceMax", graph.Cast(dropped, OnnxType.Float), [1], keep: false); // [B, Q], 1 for those that go
        var wanted = graph.Cast(Compare(graph, scores, "Greater", suppression.Confidence), OnnxType.Float);
        var kept = graph.Binary("Mul", wanted, graph.Binary("Sub", graph.Constant([1f], []), count)); // [B, Q], 1 for those that stay
        var (chosenLong, k) = ChoiceEmitter.Count(graph, probable, most);
        var (left, order) = ChoiceEmitter.Largest(graph, graph.Binary("Mul", scores, kept), chosenLong, k); // [B, K], zeros for those that go
        var stays = graph.Cast(Compare(graph, left, "Greater", 0), OnnxType.Float);
        var chosen = graph.Binary("Mul", ChoiceEmitter.Rows(graph, candidates, order), ChoiceEmitter.Column(graph, stays)); // [B, K, 6+E]
        return chosen.Shape[1] == most ? chosen : Padded(graph, chosen, most, width);
    }

    private static OnnxValue Padded(OnnxGraph graph, OnnxValue chosen, int most, long width)
    {
        var batch = chosen.Shape[0];
        var zeros = graph.Constant(new float[batch * most * width], [batch, most, width]);
        return graph.Slice(graph.Concat(1, chosen, zeros), 1, 0, most);
    }

    private static OnnxValue Compare(OnnxGraph graph, OnnxValue values, string operation, double number) =>
        graph.Node(operation, OnnxType.Bool, values.Shape, [values, graph.Constant([(float)number], [])]);

    // [Q, Q]: whether the first comes before the second.
    private static OnnxValue Before(OnnxGraph graph, OnnxValue q, long known)
    {
        var numbers = graph.Node("Range", OnnxType.Int64, [known], [graph.Constant([0L], []), graph.Reshape(q), graph.Constant([1L], [])]);
        var (first, second) = (graph.Reshape(numbers, -1, 1), graph.Reshape(numbers, 1, -1));
        return graph.Node("Less", OnnxType.Bool, [known, known], [first, second]);
    }

    // [B, Q, 6+E] → [B, Q, Q], the similarity of each pair, as Geometry.RotatedIou computes it.
    private static OnnxValue Boxes(OnnxGraph graph, OnnxValue rows, SuppressionInGraph suppression)
    {
        OnnxValue Part(int column) => graph.Slice(rows, 2, column, column + 1); // [B, Q, 1]
        OnnxValue Square(OnnxValue value) => graph.Binary("Mul", value, value);
        OnnxValue Product(OnnxValue first, OnnxValue second) => graph.Binary("Mul", first, second);
        var (along, across) = (Twelfth(graph, Square(Part(2))), Twelfth(graph, Square(Part(3))));
        var (cosine, sine) = (graph.Unary("Cos", Part(6)), graph.Unary("Sin", Part(6)));
        var (cosine2, sine2) = (Square(cosine), Square(sine));
        var xx = graph.Binary("Add", Product(along, cosine2), Product(across, sine2)); // [B, Q, 1]
        var yy = graph.Binary("Add", Product(along, sine2), Product(across, cosine2));
        var xy = Product(Product(graph.Binary("Sub", along, across), cosine), sine);
        var own = graph.Node("Max", OnnxType.Float, xx.Shape, [graph.Binary("Sub", Product(xx, yy), Square(xy)), graph.Constant([0f], [])]);
        var offsets = SuppressionEmitter.Offsets(graph, Part(5), suppression);
        OnnxValue Place(int column) => offsets is null ? Part(column) : graph.Binary("Add", Part(column), offsets);
        var (dx, dy) = (Pair(graph, "Sub", Place(0)), Pair(graph, "Sub", Place(1))); // [B, Q, Q]
        var (sumX, sumY, sumXy) = (Pair(graph, "Add", xx), Pair(graph, "Add", yy), Pair(graph, "Add", xy));
        var determinant = graph.Binary("Sub", Product(sumX, sumY), Square(sumXy));
        var divisor = graph.Binary("Add", determinant, Epsilon);
        var apart = graph.Binary("Add", Product(sumX, Square(dy)), Product(sumY, Square(dx)));
        var places = graph.Binary("Mul", graph.Binary("Div", apart, divisor), 0.25);
        var slant = graph.Binary("Mul", graph.Binary("Div", Product(sumXy, Product(dx, dy)), divisor), 0.5);
        var products = graph.Binary("Mul", graph.Unary("Sqrt", Pair(graph, "Mul", own)), 4);
        var ratio = graph.Binary("Add", graph.Binary("Div", determinant, graph.Binary("Add", products, Epsilon)), Epsilon);
        var shapes = graph.Binary("Mul", graph.Unary("Log", ratio), 0.5);
        // Both differences above run from second to first, those of Geometry.RotatedIou one each way: hence the slant is subtracted.
        return Similarity(graph, graph.Binary("Add", graph.Binary("Sub", places, slant), shapes));
    }

    private static OnnxValue Similarity(OnnxGraph graph, OnnxValue distance)
    {
        var bounded = graph.Node("Clip", OnnxType.Float, distance.Shape, [distance, graph.Constant([(float)Epsilon], []), graph.Constant([100f], [])]);
        var near = graph.Unary("Exp", graph.Unary("Neg", bounded));
        var rest = graph.Binary("Sub", graph.Constant([(float)(1 + Epsilon)], []), near);
        return graph.Binary("Sub", graph.Constant([1f], []), graph.Unary("Sqrt", rest));
    }

    private static OnnxValue Twelfth(OnnxGraph graph, OnnxValue value) => graph.Binary("Div", value, 12);

    // [B, Q, 1] → [B, Q, Q], each with each.
    private static OnnxValue Pair(OnnxGraph graph, string operation, OnnxValue column) => graph.Binary(operation, column, graph.Transpose(column, 0, 2, 1));
}
