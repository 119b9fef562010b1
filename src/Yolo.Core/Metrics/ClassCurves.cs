namespace Yolo.Metrics;

/// <summary>How one class fares over all confidences.</summary>
/// <param name="Class">Class index.</param>
/// <param name="Labels">How many objects of the class there are, at least 1.</param>
/// <param name="AveragePrecision">Area under precision over recall, one for each overlap from 0.5 to 0.95 in steps of 0.05.</param>
/// <param name="Precision">Precision at IoU 0.5, over the confidences of <see cref="PrecisionRecall.Grid"/>.</param>
/// <param name="Recall">Recall at IoU 0.5, over the confidences of <see cref="PrecisionRecall.Grid"/>.</param>
/// <param name="F1">Harmonic mean of both, over the confidences of <see cref="PrecisionRecall.Grid"/>.</param>
/// <param name="PrecisionAtRecall">Best precision at IoU 0.5 that keeps the recall, over the recalls of <see cref="PrecisionRecall.Grid"/>.</param>
public sealed record ClassCurves(
    int Class,
    int Labels,
    IReadOnlyList<double> AveragePrecision,
    IReadOnlyList<double> Precision,
    IReadOnlyList<double> Recall,
    IReadOnlyList<double> F1,
    IReadOnlyList<double> PrecisionAtRecall)
{
    /// <summary>The curves of a class that was never detected.</summary>
    /// <param name="index">Class index.</param>
    /// <param name="labels">How many objects there are.</param>
    /// <returns>Zeros.</returns>
    internal static ClassCurves Undetected(int index, int labels)
    {
        double[] zeros = new double[PrecisionRecall.Points];
        return new(index, labels, new double[IouThresholds.Count], zeros, zeros, zeros, zeros);
    }
}
