using Yolo.Modules.Heads;

namespace Yolo.Export;

/// <summary>Heads over a feature pyramid as ONNX operators, in single precision from the raw predictions on.</summary>
/// <remarks>Legend: B images, A anchor points, C classes, R bins of a side, E extra numbers, K points or rows, D numbers of a point.</remarks>
internal sealed class HeadEmitter(ExportScope scope, DetectionHead head, IReadOnlyList<OnnxValue> levels, GraphOptions options)
{
    private readonly OnnxGraph graph = scope.Graph;
    private readonly bool choosesTop = head.EndToEnd && head.Settings.EndToEnd;

    /// <summary>Writes the head.</summary>
    /// <returns>The predictions, and the mask prototypes of a segmentation head.</returns>
    public IReadOnlyList<OnnxValue> Emit()
    {
        var layers = choosesTop ? "one2one_" : "";
        var anchors = AnchorValues.Of(graph, levels, head.Strides);
        var raw = Flatten($"{layers}cv2", 4 * head.Settings.RegressionBins); // [B, 4·R, A]
        var scores = graph.Unary("Sigmoid", Flatten($"{layers}cv3", head.Settings.Classes)); // [B, C, A]
        var angles = head is ObbHead obb ? Angles(obb, Flatten($"{layers}cv4", 1)) : null; // [B, 1, A]
        var boxes = Boxes(Distances(raw), anchors, angles); // [B, 4, A]
        var extras = angles ?? Extras(layers, anchors); // [B, E, A]
        OnnxValue[] rest = extras is null ? [] : [extras];
        var predictions = choosesTop ? ChoiceEmitter.Top(graph, boxes, scores, rest, head.MaximumDetections)
            : options.Suppression is { } suppression ? ChoiceEmitter.Suppress(graph, boxes, scores, rest, suppression)
            : graph.Concat(1, [boxes, scores, .. rest]);
        return head is SegmentationHead ? [predictions, Prototypes()] : [predictions];
    }

    private OnnxValue Flatten(string list, int channels) => Flatten(list, channels, levels);

    private OnnxValue Flatten(string list, int channels, IReadOnlyList<OnnxValue> features)
    {
        var layers = scope.Within(list);
        var parts = features.Select((level, index) => graph.Reshape(layers.Child(layers.Children[index], level), 0, channels, -1)); // [B, X, H·W]
        return graph.Cast(graph.Concat(2, [.. parts]), OnnxType.Float); // [B, X, A]
    }

    // The mean of each side's distribution.
    private OnnxValue Distances(OnnxValue raw)
    {
        var bins = head.Settings.RegressionBins;
        if (bins == 1)
        {
            return raw;
        }

        var sides = graph.Transpose(graph.Reshape(raw, 0, 4, bins, -1), 0, 1, 3, 2); // [B, 4, A, R]
        var values = graph.Constant([.. Enumerable.Range(0, bins).Select(bin => (float)bin)], [bins, 1]);
        return graph.Reshape(graph.MatMul(graph.Softmax(sides), values), 0, 4, -1); // [B, 4, A]
    }

    private OnnxValue Boxes(OnnxValue distances, AnchorValues anchors, OnnxValue? angles)
    {
        var sides = graph.Split(distances, 1, 2, 2); // left and top, right and bottom: [B, 2, A]
        if (angles is null && (choosesTop || options.Suppression is not null))
        {
            var corners = graph.Concat(1, graph.Binary("Sub", anchors.Points, sides[0]), graph.Binary("Add", anchors.Points, sides[1]));
            return graph.Binary("Mul", corners, anchors.Strides);
        }

        var offset = graph.Binary("Mul", graph.Binary("Sub", sides[1], sides[0]), 0.5); // [B, 2, A]
        var centre = graph.Binary("Add", anchors.Points, angles is null ? offset : Turn(offset, angles));
        return graph.Binary("Mul", graph.Concat(1, centre, graph.Binary("Add", sides[0], sides[1])), anchors.Strides);
    }

    private OnnxValue Angles(ObbHead obb, OnnxValue raw) => obb is ObbHead26
        ? raw
        : graph.Binary("Mul", graph.Binary("Sub", graph.Unary("Sigmoid", raw), 0.25), Math.PI);

    private OnnxValue Turn(OnnxValue offset, OnnxValue angles)
    {
        var (cosine, sine) = (graph.Unary("Cos", angles), graph.Unary("Sin", angles)); // [B, 1, A]
        var parts = graph.Split(offset, 1, 1, 1); // along and across: [B, 1, A]
        var x = graph.Binary("Sub", graph.Binary("Mul", parts[0], cosine), graph.Binary("Mul", parts[1], sine));
        var y = graph.Binary("Add", graph.Binary("Mul", parts[0], sine), graph.Binary("Mul", parts[1], cosine));
        return graph.Concat(1, x, y); // [B, 2, A]
    }

    private OnnxValue? Extras(string prefix, AnchorValues anchors) => head switch
    {
        SegmentationHead segmentation => Flatten($"{prefix}cv4", segmentation.Masks), // [B, 32, A]
        PoseHead26 pose => Keypoints(pose, Flatten($"{prefix}cv4_kpts", pose.Points * pose.Dimensions, Features($"{prefix}cv4")), anchors),
        PoseHead pose => Keypoints(pose, Flatten($"{prefix}cv4", pose.Points * pose.Dimensions), anchors),
        _ => null,
    };

    private OnnxValue[] Features(string list)
    {
        var layers = scope.Within(list);
        return [.. levels.Select((level, index) => layers.Child(layers.Children[index], level))];
    }

    private OnnxValue Keypoints(PoseHead pose, OnnxValue raw, AnchorValues anchors)
    {
        var points = graph.Reshape(raw, 0, pose.Points, pose.Dimensions, -1); // [B, K, D, A]
        var places = pose.Dimensions == 2 ? points : graph.Slice(points, 2, 0, 2); // [B, K, 2, A]
        places = pose is PoseHead26
            ? graph.Binary("Add", places, anchors.Points)
            : graph.Binary("Add", graph.Binary("Mul", places, 2), graph.Binary("Sub", anchors.Points, 0.5));
        places = graph.Binary("Mul", places, anchors.Strides);
        var all = pose.Dimensions == 2 ? places : graph.Concat(2, places, graph.Unary("Sigmoid", graph.Slice(points, 2, 2, 3)));
        return graph.Reshape(all, 0, pose.Points * pose.Dimensions, -1); // [B, K·D, A]
    }

    private OnnxValue Prototypes()
    {
        var prototypes = head is SegmentationHead26 ? scope.Child("proto", levels) : scope.Child("proto", levels[0]);
        return graph.Cast(prototypes, OnnxType.Float); // [B, 32, H/4, W/4]
    }
}
