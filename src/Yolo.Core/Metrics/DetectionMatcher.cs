namespace Yolo.Metrics;

/// <summary>Decides which detections of a picture are right, at each of the <see cref="IouThresholds"/>.</summary>
/// <remarks>M labels, N detections, 10 thresholds.</remarks>
internal static class DetectionMatcher
{
    /// <summary>Matches detections with labels of their class.</summary>
    /// <param name="iou">M × N overlaps, row by row; any similarity in [0, 1] will do.</param>
    /// <param name="labelClasses">M class indices.</param>
    /// <param name="detectionClasses">N class indices, in the order of descending confidence.</param>
    /// <param name="correct">Receives N × 10 values: true where the detection counts as right.</param>
    /// <remarks>
    /// Each detection goes for the label that it overlaps most; among the detections that go for one label the most confident wins, even if
    /// another overlaps it more. The loser gets no second choice.
    /// </remarks>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Match(
        ReadOnlySpan<float> iou, ReadOnlySpan<int> labelClasses, ReadOnlySpan<int> detectionClasses, Span<bool> correct)
    {
        int labels = labelClasses.Length, detections = detectionClasses.Length;
        if (iou.Length != labels * detections)
        {
            throw new ArgumentException($"{labels} labels and {detections} detections need {labels * detections} overlaps, not {iou.Length}.", nameof(iou));
        }

        if (correct.Length != detections * IouThresholds.Count)
        {
            throw new ArgumentException($"{detections} detections need {detections * IouThresholds.Count} marks, not {correct.Length}.", nameof(correct));
        }

        // One bit a threshold: those at which the label has been won already.
        int[] taken = new int[labels];
        for (int detection = 0; detection < detections; detection++)
        {
            int best = BestLabel(iou, labelClasses, detectionClasses, detection);
            int won = best < 0 ? 0 : Reached(iou[(best * detections) + detection]) & ~taken[best];
            var marks = correct.Slice(detection * IouThresholds.Count, IouThresholds.Count);
            for (int threshold = 0; threshold < IouThresholds.Count; threshold++)
            {
                marks[threshold] = (won >> threshold & 1) != 0;
            }

            if (won != 0)
            {
                taken[best] |= won;
            }
        }
    }

    /// <summary>The label of the detection's class with the greatest overlap; of equals the last, as a reversed ascending sort has it.</summary>
    private static int BestLabel(
        ReadOnlySpan<float> iou, ReadOnlySpan<int> labelClasses, ReadOnlySpan<int> detectionClasses, int detection)
    {
        int best = -1;
        float bestIou = IouThresholds.Values[0];
        for (int label = 0; label < labelClasses.Length; label++)
        {
            float overlap = iou[(label * detectionClasses.Length) + detection];
            if (labelClasses[label] == detectionClasses[detection] && overlap >= bestIou)
            {
                (best, bestIou) = (label, overlap);
            }
        }

        return best;
    }

    private static int Reached(float overlap)
    {
        int bits = 0;
        for (int threshold = 0; threshold < IouThresholds.Count && overlap >= IouThresholds.Values[threshold]; threshold++)
        {
            bits |= 1 << threshold;
        }

        return bits;
    }
}
