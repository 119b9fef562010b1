namespace Yolo.Metrics;

/// <summary>Precision, recall and average precision of a set of judged detections.</summary>
/// <remarks>Only classes that occur in the ground truth take part; a class that is labelled but never detected counts with zeros.</remarks>
public sealed class PrecisionRecall
{
    /// <summary>Points of every curve.</summary>
    public const int Points = 1000;

    internal static readonly double[] GridArray = Interpolation.Grid(Points);

    private PrecisionRecall(IReadOnlyList<ClassCurves> curves)
    {
        Curves = curves;
        OperatingIndex = OperatingPoint.Find(curves);
        Classes = [.. curves.Select(curve => ClassMetrics.From(curve, OperatingIndex))];
    }

    /// <summary>The abscissae of all curves: 1000 points from 0 to 1.</summary>
    public static IReadOnlyList<double> Grid => GridArray;

    /// <summary>The curves of each class, ascending by class; empty if nothing is labelled.</summary>
    public IReadOnlyList<ClassCurves> Curves { get; }

    /// <summary>The figures of each class at the operating point, ascending by class.</summary>
    public IReadOnlyList<ClassMetrics> Classes { get; }

    /// <summary>Where on <see cref="Grid"/> the smoothed mean F1 is greatest; 0 without classes.</summary>
    public int OperatingIndex { get; }

    /// <summary>The confidence of the operating point, in [0, 1].</summary>
    public double OperatingConfidence => GridArray[OperatingIndex];

    /// <summary>Mean precision at the operating point.</summary>
    public double Precision => Mean(metrics => metrics.Precision);

    /// <summary>Mean recall at the operating point.</summary>
    public double Recall => Mean(metrics => metrics.Recall);

    /// <summary>Mean F1 at the operating point.</summary>
    public double F1 => Mean(metrics => metrics.F1);

    /// <summary>Mean average precision at IoU 0.50.</summary>
    public double Map50 => Mean(metrics => metrics.Ap50);

    /// <summary>Mean average precision at IoU 0.75.</summary>
    public double Map75 => Mean(metrics => metrics.Ap75);

    /// <summary>Mean average precision over IoU 0.50 to 0.95.</summary>
    public double Map => Mean(metrics => metrics.Ap);

    /// <summary>Evaluates detections of all pictures together.</summary>
    /// <param name="correct">N × 10 marks of <see cref="DetectionMatcher"/>.</param>
    /// <param name="confidences">N confidences, in any order; equal ones keep theirs.</param>
    /// <param name="detectionClasses">N class indices.</param>
    /// <param name="labelClasses">The class index of each object.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    internal static PrecisionRecall Compute(
        ReadOnlySpan<bool> correct, ReadOnlySpan<float> confidences, ReadOnlySpan<int> detectionClasses, ReadOnlySpan<int> labelClasses)
    {
        int detections = confidences.Length;
        if (detectionClasses.Length != detections || correct.Length != detections * IouThresholds.Count)
        {
            throw new ArgumentException(
                $"{detections} confidences go with as many classes and ten times as many marks, not {detectionClasses.Length} and {correct.Length}.");
        }

        var ranked = RankByClass(confidences, detectionClasses);
        var curves = new List<ClassCurves>();
        foreach (var (index, labels) in labelClasses.ToArray().CountBy(label => label).OrderBy(count => count.Key))
        {
            curves.Add(ranked.TryGetValue(index, out int[]? order)
                ? ClassEvaluation.Evaluate(index, labels, order, correct, confidences)
                : ClassCurves.Undetected(index, labels));
        }

        return new(curves);
    }

    /// <summary>The detections of each class, the most confident first.</summary>
    private static Dictionary<int, int[]> RankByClass(ReadOnlySpan<float> confidences, ReadOnlySpan<int> classes)
    {
        (float[] confidence, int[] label) = (confidences.ToArray(), classes.ToArray());
        return Enumerable.Range(0, confidence.Length)
            .GroupBy(index => label[index])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(index => confidence[index]).ToArray());
    }

    private double Mean(Func<ClassMetrics, double> figure) => Classes.Count == 0 ? 0 : Classes.Average(figure);
}
