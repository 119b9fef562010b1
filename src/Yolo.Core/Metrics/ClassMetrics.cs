namespace Yolo.Metrics;

/// <summary>The figures of one class, at the operating point of <see cref="PrecisionRecall"/>; all but the counts in [0, 1].</summary>
/// <param name="Class">Class index.</param>
/// <param name="Images">Pictures that show the class; 0 where nobody counted them.</param>
/// <param name="Instances">Objects of the class in the ground truth.</param>
/// <param name="Precision">Share of the detections that are right at IoU 0.5.</param>
/// <param name="Recall">Share of the objects that are found at IoU 0.5.</param>
/// <param name="F1">Harmonic mean of precision and recall.</param>
/// <param name="Ap50">Average precision at IoU 0.50.</param>
/// <param name="Ap75">Average precision at IoU 0.75.</param>
/// <param name="Ap">Average precision, mean over IoU 0.50 to 0.95.</param>
/// <param name="TruePositives">Right detections.</param>
/// <param name="FalsePositives">Wrong detections.</param>
public sealed record ClassMetrics(
    int Class,
    int Images,
    int Instances,
    double Precision,
    double Recall,
    double F1,
    double Ap50,
    double Ap75,
    double Ap,
    double TruePositives,
    double FalsePositives)
{
    private const double Epsilon = 1e-16;

    /// <summary>Reads the curves at one confidence.</summary>
    /// <param name="curves">The class.</param>
    /// <param name="at">Position on <see cref="PrecisionRecall.Grid"/>.</param>
    /// <returns>The figures there.</returns>
    internal static ClassMetrics From(ClassCurves curves, int at)
    {
        double precision = curves.Precision[at], recall = curves.Recall[at];
        double right = Math.Round(recall * curves.Labels);
        double wrong = Math.Round((right / (precision + Epsilon)) - right);
        var ap = curves.AveragePrecision;
        return new(curves.Class, 0, curves.Labels, precision, recall, curves.F1[at], ap[0], ap[IouThresholds.Strict], ap.Average(), right, wrong);
    }
}
