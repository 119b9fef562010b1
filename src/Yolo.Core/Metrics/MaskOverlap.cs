using Yolo.Geometry;

namespace Yolo.Metrics;

/// <summary>Intersection over union of all pairs of two sets of masks.</summary>
/// <remarks>M labels, N detections.</remarks>
public static class MaskOverlap
{
    private const float Epsilon = 1e-7f;

    /// <summary>Computes all pairs.</summary>
    /// <param name="labels">M masks; null for one without cells.</param>
    /// <param name="detections">N masks on grids of the same size.</param>
    /// <param name="iou">Receives M × N values in [0, 1], row by row.</param>
    /// <exception cref="ArgumentException">The length does not fit, or two grids differ.</exception>
    public static void Iou(ReadOnlySpan<CellMask?> labels, ReadOnlySpan<CellMask?> detections, Span<float> iou)
    {
        if (iou.Length != labels.Length * detections.Length)
        {
            throw new ArgumentException(
                $"{labels.Length} labels and {detections.Length} detections need {labels.Length * detections.Length} values, not {iou.Length}.", nameof(iou));
        }

        for (int label = 0; label < labels.Length; label++)
        {
            var row = iou.Slice(label * detections.Length, detections.Length);
            for (int detection = 0; detection < detections.Length; detection++)
            {
                row[detection] = Iou(labels[label], detections[detection]);
            }
        }
    }

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
