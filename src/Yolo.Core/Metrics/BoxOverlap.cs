using Yolo.Geometry;

namespace Yolo.Metrics;

/// <summary>Intersection over union of all pairs of two sets of boxes.</summary>
/// <remarks>M labels, N detections. Evaluation runs on the processor with a few hundred boxes per picture; tensors would cost more than the arithmetic.</remarks>
internal static class BoxOverlap
{
    /// <summary>Keeps the quotient of two empty boxes at 0; part of the reference's figure, which decides at exactly the thresholds.</summary>
    private const float Epsilon = 1e-7f;

    /// <summary>Computes all pairs.</summary>
    /// <param name="labels">M boxes, any unit.</param>
    /// <param name="detections">N boxes in the same unit.</param>
    /// <param name="iou">Receives M × N values in [0, 1], row by row.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public static void Iou(ReadOnlySpan<Box> labels, ReadOnlySpan<Box> detections, Span<float> iou) => AllPairs.Compare(labels, detections, iou, Iou);

    private static float Iou(Box label, Box detection)
    {
        float intersection = label.Intersection(detection);
        return intersection / (label.Area + detection.Area - intersection + Epsilon);
    }
}
