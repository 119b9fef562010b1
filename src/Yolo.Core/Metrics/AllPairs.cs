namespace Yolo.Metrics;

/// <summary>A figure for each pair of a label and a detection.</summary>
/// <remarks>M labels, N detections.</remarks>
internal static class AllPairs
{
    /// <summary>Computes them.</summary>
    /// <param name="labels">M of them.</param>
    /// <param name="detections">N of them.</param>
    /// <param name="figures">Receives M × N values, row by row.</param>
    /// <param name="compare">The figure of a pair.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    internal static void Compare<TLabel, TDetection>(ReadOnlySpan<TLabel> labels, ReadOnlySpan<TDetection> detections, Span<float> figures, Func<TLabel, TDetection, float> compare)
    {
        if (figures.Length != labels.Length * detections.Length)
        {
            throw new ArgumentException(
                $"{labels.Length} labels and {detections.Length} detections need {labels.Length * detections.Length} values, not {figures.Length}.", nameof(figures));
        }

        for (int label = 0; label < labels.Length; label++)
        {
            var row = figures.Slice(label * detections.Length, detections.Length);
            for (int detection = 0; detection < detections.Length; detection++)
            {
                row[detection] = compare(labels[label], detections[detection]);
            }
        }
    }
}
