namespace Yolo.Metrics;

/// <summary>The outcome of judging one thing about objects.</summary>
/// <param name="Kind">What was judged.</param>
/// <param name="Evaluation">Its curves and means.</param>
public sealed record JudgedPart(JudgedKind Kind, PrecisionRecall Evaluation)
{
    /// <summary>The means in the order of the columns.</summary>
    internal double[] Figures => [Evaluation.Precision, Evaluation.Recall, Evaluation.Map50, Evaluation.Map];
}
