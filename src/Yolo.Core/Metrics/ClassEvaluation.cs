namespace Yolo.Metrics;

/// <summary>Turns the judged detections of one class into its curves.</summary>
/// <remarks>N detections of the class, sorted by descending confidence.</remarks>
internal static class ClassEvaluation
{
    private const int ApPoints = 101;
    private const double Epsilon = 1e-16;

    private static readonly double[] ApGrid = Interpolation.Grid(ApPoints);

    /// <summary>Computes all curves.</summary>
    /// <param name="index">Class index.</param>
    /// <param name="labels">Objects of the class.</param>
    /// <param name="order">Positions of the detections in the two spans.</param>
    /// <param name="correct">10 marks for each detection of all classes.</param>
    /// <param name="confidences">One for each detection of all classes.</param>
    public static ClassCurves Evaluate(
        int index, int labels, ReadOnlySpan<int> order, ReadOnlySpan<bool> correct, ReadOnlySpan<float> confidences)
    {
        double[] averagePrecision = new double[IouThresholds.Count];
        double[] precision = new double[order.Length], recall = new double[order.Length];
        double[] envelopeRecall = new double[order.Length + 2], envelopePrecision = new double[order.Length + 2];
        var curves = ClassCurves.Undetected(index, labels);
        for (int threshold = 0; threshold < IouThresholds.Count; threshold++)
        {
            Accumulate(order, correct, threshold, labels, precision, recall);
            Envelope(precision, recall, envelopePrecision, envelopeRecall);
            averagePrecision[threshold] = Area(envelopeRecall, envelopePrecision);
            if (threshold == 0)
            {
                double[] precisionCurve = OverConfidence(order, confidences, precision, above: 1);
                double[] recallCurve = OverConfidence(order, confidences, recall, above: 0);
                curves = curves with
                {
                    Precision = precisionCurve,
                    Recall = recallCurve,
                    F1 = HarmonicMeans(precisionCurve, recallCurve),
                    PrecisionAtRecall = Array.ConvertAll(PrecisionRecall.GridArray, x => Interpolation.At(x, envelopeRecall, envelopePrecision, 1)),
                };
            }
        }

        return curves with { AveragePrecision = averagePrecision };
    }

    private static void Accumulate(
        ReadOnlySpan<int> order, ReadOnlySpan<bool> correct, int threshold, int labels, Span<double> precision, Span<double> recall)
    {
        double hits = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            hits += correct[(order[rank] * IouThresholds.Count) + threshold] ? 1 : 0;
            precision[rank] = hits / (rank + 1);
            recall[rank] = hits / (labels + Epsilon);
        }
    }

    /// <summary>Precision over recall with both ends added, made non-increasing from the right.</summary>
    private static void Envelope(
        ReadOnlySpan<double> precision, ReadOnlySpan<double> recall, Span<double> envelopePrecision, Span<double> envelopeRecall)
    {
        (envelopePrecision[0], envelopeRecall[0]) = (1, 0);
        precision.CopyTo(envelopePrecision[1..]);
        recall.CopyTo(envelopeRecall[1..]);
        (envelopePrecision[^1], envelopeRecall[^1]) = (0, 1);
        for (int at = envelopePrecision.Length - 2; at >= 0; at--)
        {
            envelopePrecision[at] = Math.Max(envelopePrecision[at], envelopePrecision[at + 1]);
        }
    }

    /// <summary>Trapezoids over 101 recalls.</summary>
    private static double Area(ReadOnlySpan<double> recall, ReadOnlySpan<double> precision)
    {
        double area = 0, before = Interpolation.At(ApGrid[0], recall, precision, 1);
        for (int at = 1; at < ApPoints; at++)
        {
            double here = Interpolation.At(ApGrid[at], recall, precision, 1);
            area += (ApGrid[at] - ApGrid[at - 1]) * (here + before) / 2;
            before = here;
        }

        return area;
    }

    /// <summary>Reads values that belong to falling confidences on the grid of rising ones; negated, the confidences ascend.</summary>
    private static double[] OverConfidence(ReadOnlySpan<int> order, ReadOnlySpan<float> confidences, double[] values, double above)
    {
        double[] negated = new double[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            negated[rank] = -confidences[order[rank]];
        }

        return Array.ConvertAll(PrecisionRecall.GridArray, x => Interpolation.At(-x, negated, values, above));
    }

    private static double[] HarmonicMeans(double[] precision, double[] recall)
    {
        double[] means = new double[precision.Length];
        for (int at = 0; at < means.Length; at++)
        {
            means[at] = 2 * precision[at] * recall[at] / (precision[at] + recall[at] + Epsilon);
        }

        return means;
    }
}
