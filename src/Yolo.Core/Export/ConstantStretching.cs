namespace Yolo.Export;

/// <summary>
/// Repeats constants where arithmetic would stretch them over the rows of a decoded prediction: OpenCV, for one, stretches less than the format allows.
/// </summary>
/// <remarks>Legend: A anchor points.</remarks>
internal static class ConstantStretching
{
    private static readonly string[] Arithmetic = ["Add", "Sub", "Mul", "Div"];

    // 2 MiB of single precision; larger ones would show in the size of the file.
    private const long MostNumbers = 1 << 19;

    public static void Run(OnnxGraph graph) => graph.Replace(graph.Nodes.Select(node => Arithmetic.Contains(node.Operator)
        ? node with { Inputs = [.. node.Inputs.Select(input => Stretched(graph, input!, node.Outputs[0].Shape))] }
        : node));

    // Only for one picture of fixed size, and constants with a number for each anchor point: those of channels are small and understood.
    private static OnnxValue Stretched(OnnxGraph graph, OnnxValue input, IReadOnlyList<long> shape) =>
        graph.ConstantOf(input) is { } constant && shape[0] == 1 && shape.All(size => size > 0) && shape.Count > 2
            && input.Shape.Count > 0 && input.Shape[^1] > 1 && input.Shape[^1] == shape[^1]
            && !input.Shape.SequenceEqual(shape) && shape.Aggregate(1L, (a, b) => a * b) <= MostNumbers
            ? graph.Add(graph.NewName(input.Name), input.Type, constant.Numbers.expand([.. shape]).contiguous())
            : input;
}
