namespace Yolo.Metrics;

/// <summary>Intersection over union of two sets of boxes, on plain numbers.</summary>
/// <remarks>M labels, N detections. Evaluation runs on the processor with a few hundred boxes per picture; tensors would cost more than the arithmetic.</remarks>
public static class BoxOverlap
{
    /// <summary>Keeps the quotient of two empty boxes at 0.</summary>
    private const float Epsilon = 1e-7f;

    /// <summary>Computes all pairs.</summary>
    /// <param name="labelXyxy">M × 4 corners (x1, y1, x2, y2), any unit.</param>
    /// <param name="detectionXyxy">N × 4 corners in the same unit.</param>
    /// <param name="iou">Receives M × N values in [0, 1], row by row.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Iou(ReadOnlySpan<float> labelXyxy, ReadOnlySpan<float> detectionXyxy, Span<float> iou)
    {
        int labels = Rows(labelXyxy, nameof(labelXyxy)), detections = Rows(detectionXyxy, nameof(detectionXyxy));
        if (iou.Length != labels * detections)
        {
            throw new ArgumentException($"{labels} labels and {detections} detections need {labels * detections} values, not {iou.Length}.", nameof(iou));
        }

        for (int label = 0; label < labels; label++)
        {
            var box = labelXyxy.Slice(label * 4, 4);
            var row = iou.Slice(label * detections, detections);
            for (int detection = 0; detection < detections; detection++)
            {
                row[detection] = Iou(box, detectionXyxy.Slice(detection * 4, 4));
            }
        }
    }

    private static float Iou(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        float width = Math.Max(Math.Min(first[2], second[2]) - Math.Max(first[0], second[0]), 0);
        float height = Math.Max(Math.Min(first[3], second[3]) - Math.Max(first[1], second[1]), 0);
        float intersection = width * height;
        return intersection / (Area(first) + Area(second) - intersection + Epsilon);
    }

    private static float Area(ReadOnlySpan<float> xyxy) => (xyxy[2] - xyxy[0]) * (xyxy[3] - xyxy[1]);

    private static int Rows(ReadOnlySpan<float> xyxy, string name) => xyxy.Length % 4 == 0
        ? xyxy.Length / 4
        : throw new ArgumentException($"{xyxy.Length} numbers are no whole number of boxes (4 each).", name);
}
