using Yolo.Geometry;

namespace Yolo.Metrics;

/// <summary>Intersection over union of all pairs of two sets of masks.</summary>
/// <remarks>M labels, N detections.</remarks>
internal static class MaskOverlap
{
    private const float Epsilon = 1e-7f;

    /// <summary>Computes all pairs.</summary>
    /// <param name="labels">M masks; null for one without cells.</param>
    /// <param name="detections">N masks on grids of the same size.</param>
    /// <param name="iou">Receives M × N values in [0, 1], row by row.</param>
    /// <exception cref="ArgumentException">The length does not fit, or two grids differ.</exception>
    public static void Iou(ReadOnlySpan<CellMask?> labels, ReadOnlySpan<CellMask?> detections, Span<float> iou) => AllPairs.Compare(labels, detections, iou, Iou);

    private static float Iou(CellMask? label, CellMask? detection)
    {
        if (label is null || detection is null)
        {
            return 0;
        }

        float intersection = label.Intersection(detection);
        return intersection / (label.Area + detection.Area - intersection + Epsilon);
    }
}
