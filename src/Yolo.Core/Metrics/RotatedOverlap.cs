using Yolo.Geometry;

namespace Yolo.Metrics;

/// <summary>How much rotated boxes of two sets overlap, as normal distributions; see <see cref="RotatedIou"/>.</summary>
/// <remarks>M labels, N detections.</remarks>
internal static class RotatedOverlap
{
    /// <summary>Computes all pairs.</summary>
    /// <param name="labels">M boxes, in pixels.</param>
    /// <param name="detections">N boxes in the same space.</param>
    /// <param name="iou">Receives M × N values in [0, 1], row by row.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public static void Iou(ReadOnlySpan<RotatedRectangle> labels, ReadOnlySpan<RotatedRectangle> detections, Span<float> iou) =>
        AllPairs.Compare<RotatedGaussian, RotatedGaussian>(Shapes(labels), Shapes(detections), iou, (label, detection) => (float)RotatedGaussian.Similarity(label, detection));

    private static RotatedGaussian[] Shapes(ReadOnlySpan<RotatedRectangle> boxes)
    {
        var shapes = new RotatedGaussian[boxes.Length];
        for (int i = 0; i < shapes.Length; i++)
        {
            shapes[i] = new(boxes[i]);
        }

        return shapes;
    }
}
