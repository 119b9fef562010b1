using Yolo.Export.Format;

namespace Yolo.Export;

/// <summary>Pictures, and operators that cut, join and rearrange.</summary>
/// <remarks>Legend: B images, C channels, H and W size of a picture.</remarks>
internal static partial class OnnxInference
{
    private static OnnxFact[] Convolution(NodeProto node, OnnxFact?[] x)
    {
        var (picture, weights) = (x[0]!, x[1]!);
        long[] kernel = [.. weights.Shape.Skip(2)];
        return Are(
            picture.Rank == 4 && weights.Type == picture.Type && Fits(picture[1], weights[1] * Integer(node, "group")) && Integers(node, "kernel_shape").SequenceEqual(kernel)
                && (x.Length < 3 || (x[2]!.Rank == 1 && x[2]![0] == weights[0] && x[2]!.Type == picture.Type)),
            $"weights {weights} do not fit {picture}",
            picture with { Shape = [picture[0], weights[0], .. Windows(node, picture, kernel)] });
    }

    private static OnnxFact[] TransposedConvolution(NodeProto node, OnnxFact?[] x)
    {
        var (picture, weights) = (x[0]!, x[1]!);
        var (strides, pads, extra, dilations) = (Integers(node, "strides"), Integers(node, "pads"), Integers(node, "output_padding"), Integers(node, "dilations"));
        long Side(int axis) => picture[axis + 2] < 0
            ? OnnxValue.Unknown
            : ((picture[axis + 2] - 1) * strides[axis]) + extra[axis] + (dilations[axis] * (weights[axis + 2] - 1)) + 1 - pads[axis] - pads[axis + 2];
        return Are(
            picture.Rank == 4 && weights.Type == picture.Type && Fits(picture[1], weights[0]),
            $"weights {weights} do not fit {picture}",
            picture with { Shape = [picture[0], weights[1] * Integer(node, "group"), Side(0), Side(1)] });
    }

    private static OnnxFact[] Normalization(NodeProto node, OnnxFact?[] x) =>
        Are(x.Length == 5 && x.Skip(1).All(part => part!.Rank == 1 && Fits(part[0], x[0]![1])), "the parts do not fit the channels", x[0]!);

    private static OnnxFact[] Pooling(NodeProto node, OnnxFact?[] x) =>
        Are(x[0]!.Rank == 4, "only pictures are pooled", x[0]! with { Shape = [x[0]![0], x[0]![1], .. Windows(node, x[0]!, Integers(node, "kernel_shape"))] });

    private static IEnumerable<long> Windows(NodeProto node, OnnxFact picture, IReadOnlyList<long> kernel)
    {
        var (strides, pads) = (Integers(node, "strides"), Integers(node, "pads"));
        var dilations = node.Attribute.Any(setting => setting.Name == "dilations") ? Integers(node, "dilations") : [1, 1];
        return Enumerable.Range(0, 2).Select(axis => picture[axis + 2] < 0
            ? OnnxValue.Unknown
            : ((picture[axis + 2] + pads[axis] + pads[axis + 2] - (dilations[axis] * (kernel[axis] - 1)) - 1) / strides[axis]) + 1);
    }

    private static OnnxFact[] Padding(NodeProto node, OnnxFact?[] x)
    {
        var pads = x[1]!.Numbers!;
        return [x[0]! with { Shape = [.. x[0]!.Shape.Select((side, axis) => side < 0 ? side : side + pads[axis] + pads[axis + x[0]!.Rank])] }];
    }

    private static OnnxFact[] Resizing(NodeProto node, OnnxFact?[] x) => Are(
        x.Length > 2,
        "neither factors nor sizes are given",
        x[0]! with { Shape = x.Length > 3 && x[3]!.Numbers is { } sizes ? sizes : [x[0]![0], x[0]![1], .. Unknown(x[0]!.Rank - 2)] });

    private static OnnxFact[] Joined(NodeProto node, OnnxFact?[] x)
    {
        var axis = (int)Integer(node, "axis");
        long[] shape = [.. x[0]!.Shape];
        foreach (var part in x.Skip(1))
        {
            var others = new OnnxFact(part!.Type, [.. part.Shape.Select((side, place) => place == axis ? x[0]![axis] : side)]);
            Are(part.Type == x[0]!.Type && others.Agrees(x[0]!), $"{part} does not join {x[0]}");
            shape = [.. shape.Zip(part.Shape).Select((sides, place) => place == axis
                ? sides.First < 0 || sides.Second < 0 ? OnnxValue.Unknown : sides.First + sides.Second
                : Math.Max(sides.First, sides.Second))];
        }

        return [new OnnxFact(x[0]!.Type, shape)];
    }

    private static OnnxFact[] Sliced(NodeProto node, OnnxFact?[] x)
    {
        var (start, end, axis) = (x[1]!.Numbers![0], x[2]!.Numbers![0], (int)x[3]!.Numbers![0]);
        var step = x.Length > 4 ? x[4]!.Numbers![0] : 1;
        long[] shape = [.. x[0]!.Shape];
        var last = shape[axis] < 0 ? end : Math.Min(end, shape[axis]);
        shape[axis] = shape[axis] < 0 ? OnnxValue.Unknown : (last - start + step - 1) / step;
        return Are(start >= 0 && step > 0 && last > start, "nothing is left", x[0]! with { Shape = shape, Numbers = null });
    }

    private static OnnxFact[] Divided(NodeProto node, OnnxFact?[] x)
    {
        var (axis, sizes) = ((int)Integer(node, "axis"), x.Length > 1 ? x[1]!.Numbers! : Integers(node, "split"));
        return Are(
            Fits(x[0]![axis], sizes.Sum()),
            "the parts are not the whole",
            [.. sizes.Select(size => x[0]! with { Shape = [.. x[0]!.Shape.Select((side, place) => place == axis ? size : side)] })]);
    }

    private static OnnxFact[] Reshaped(NodeProto node, OnnxFact?[] x)
    {
        if (x[1]!.Numbers is not { } wanted)
        {
            return [x[0]! with { Shape = Unknown((int)x[1]![0]), Numbers = null }];
        }

        long[] shape = [.. wanted.Select((size, axis) => size == 0 ? x[0]![axis] : size)];
        if (x[0]!.Shape.All(side => side >= 0))
        {
            var (all, named) = (x[0]!.Shape.Aggregate(1L, (a, b) => a * b), shape.Where(size => size >= 0).Aggregate(1L, (a, b) => a * b));
            Are(wanted.Contains(-1) ? named > 0 && all % named == 0 : all == named, $"{all} numbers do not fill [{string.Join(", ", wanted)}]");
            shape = [.. shape.Select(size => size < 0 ? all / named : size)];
        }

        return [x[0]! with { Shape = shape, Numbers = null }];
    }
}
