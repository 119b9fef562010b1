using System.Numerics;

namespace Yolo.Geometry;

/// <summary>
/// Chooses among overlapping boxes the most confident ones. Works on one picture's raw prediction in the processor's memory; not
/// thread-safe: keep one for each thread and reuse it, its buffers grow once.
/// </summary>
/// <remarks>Legend: A anchor points, C classes.</remarks>
internal sealed class NonMaxSuppression
{
    // Beyond this many, only the most confident boxes enter; the pairwise part would take too long.
    private const int MaximumBoxes = 30_000;

    // Boxes of different classes are moved apart by more than any input is wide, so that they cannot overlap.
    private const float ClassOffset = 7680f;

    private readonly KeptBoxes kept = new();
    private float[] best = [];
    private int[] bestClass = [];
    private ulong[] keys = [];

    /// <summary>Chooses among the boxes of a head that predicts one box for each anchor point.</summary>
    /// <param name="prediction">[4 + C + extras, A], row-major: centre x, centre y, width, height in pixels, then class probabilities.</param>
    /// <param name="classes">C.</param>
    /// <param name="anchors">A.</param>
    /// <param name="options">Thresholds and limits.</param>
    /// <returns>The boxes that stay, most confident first.</returns>
    /// <exception cref="ArgumentException">The prediction is shorter than its shape.</exception>
    public IReadOnlyList<Candidate> Run(ReadOnlySpan<float> prediction, int classes, int anchors, SuppressionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (prediction.Length < (4L + classes) * anchors)
        {
            throw new ArgumentException(FormattableString.Invariant($"A prediction of {classes} classes and {anchors} anchor points has {(4L + classes) * anchors} numbers; {prediction.Length} were given."), nameof(prediction));
        }

        var scores = prediction.Slice(4 * anchors, classes * anchors);
        var count = options.MultiLabel && classes > 1
            ? CollectEveryClass(scores, classes, anchors, options)
            : CollectBestClass(scores, classes, anchors, options);

        // The keys sort by falling confidence and, among equals, by anchor and class: what a stable sort would give.
        keys.AsSpan(0, count).Sort();
        return Suppress(prediction, classes, anchors, Math.Min(count, MaximumBoxes), options);
    }

    /// <summary>
    /// Chooses among the rows of an end-to-end head, which has already made its choice: only thresholds apply. As in the reference, the limit counts
    /// rows of all classes, and the classes are chosen among those that are left.
    /// </summary>
    /// <param name="rows">[K, columns], row-major: x1, y1, x2, y2 in pixels, confidence, class, extras; most confident first.</param>
    /// <param name="columns">Numbers of a row, at least 6.</param>
    /// <param name="options">Thresholds and limits; no overlap is looked at.</param>
    /// <param name="classes">How many classes there are; rows of others, and of boxes that are no numbers, are passed over. Default: any number.</param>
    public static IReadOnlyList<Candidate> Select(ReadOnlySpan<float> rows, int columns, SuppressionOptions options, int classes = int.MaxValue)
    {
        var chosen = new List<Candidate>();
        foreach (var i in SelectRows(rows, columns, options, classes))
        {
            var row = rows.Slice(i * columns, columns);
            chosen.Add(new(new(row[0], row[1], row[2], row[3]), row[4], (int)row[5], i));
        }

        return chosen;
    }

    /// <summary>The numbers of the rows that <see cref="Select"/> chooses, whatever form their boxes have.</summary>
    internal static List<int> SelectRows(ReadOnlySpan<float> rows, int columns, SuppressionOptions options, int classes = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 6);
        var (chosen, confident) = (new List<int>(), 0);
        for (var i = 0; i < rows.Length / columns && confident < options.MaximumDetections; i++)
        {
            var row = rows.Slice(i * columns, columns);
            if (row[4] > options.Confidence)
            {
                confident++;
                if (IsPossible(row, classes) && options.Wants((int)row[5]))
                {
                    chosen.Add(i);
                }
            }
        }

        return chosen;
    }

    private static bool IsPossible(ReadOnlySpan<float> row, int classes) => Box.AreNumbers(row[0], row[1], row[2], row[3]) && float.IsFinite(row[4]) && row[5] >= 0 && row[5] < classes;

    private int CollectBestClass(ReadOnlySpan<float> scores, int classes, int anchors, SuppressionOptions options)
    {
        FindBestClass(scores, classes, anchors);
        Grow(ref keys, anchors);
        var count = 0;
        for (var anchor = 0; anchor < anchors; anchor++)
        {
            if (best[anchor] > options.Confidence && options.Wants(bestClass[anchor]))
            {
                keys[count++] = Key(best[anchor], (anchor * classes) + bestClass[anchor]);
            }
        }

        return count;
    }

    // Class by class over all anchor points: the memory is read once, in order, many anchor points at a time.
    private void FindBestClass(ReadOnlySpan<float> scores, int classes, int anchors)
    {
        Grow(ref best, anchors);
        Grow(ref bestClass, anchors);
        scores[..anchors].CopyTo(best);
        bestClass.AsSpan(0, anchors).Clear();
        for (var label = 1; label < classes; label++)
        {
            var row = scores.Slice(label * anchors, anchors);
            var anchor = 0;
            var labels = new Vector<int>(label);
            for (; anchor <= anchors - Vector<float>.Count; anchor += Vector<float>.Count)
            {
                var score = new Vector<float>(row[anchor..]);
                var before = new Vector<float>(best, anchor);
                var higher = Vector.GreaterThan(score, before);
                Vector.ConditionalSelect(higher, score, before).CopyTo(best, anchor);
                Vector.ConditionalSelect(higher, labels, new Vector<int>(bestClass, anchor)).CopyTo(bestClass, anchor);
            }

            for (; anchor < anchors; anchor++)
            {
                if (row[anchor] > best[anchor])
                {
                    best[anchor] = row[anchor];
                    bestClass[anchor] = label;
                }
            }
        }
    }

    private int CollectEveryClass(ReadOnlySpan<float> scores, int classes, int anchors, SuppressionOptions options)
    {
        var count = 0;
        var threshold = new Vector<float>(options.Confidence);
        for (var label = 0; label < classes; label++)
        {
            if (!options.Wants(label))
            {
                continue;
            }

            var row = scores.Slice(label * anchors, anchors);
            Grow(ref keys, count + anchors);
            for (var anchor = 0; anchor < anchors; anchor++)
            {
                if (anchor <= anchors - Vector<float>.Count && !Vector.GreaterThanAny(new Vector<float>(row[anchor..]), threshold))
                {
                    anchor += Vector<float>.Count - 1;
                    continue;
                }

                if (row[anchor] > options.Confidence)
                {
                    keys[count++] = Key(row[anchor], (anchor * classes) + label);
                }
            }
        }

        return count;
    }

    private List<Candidate> Suppress(ReadOnlySpan<float> prediction, int classes, int anchors, int count, SuppressionOptions options)
    {
        var chosen = new List<Candidate>();
        kept.Start(options.Iou);
        for (var i = 0; i < count && chosen.Count < options.MaximumDetections; i++)
        {
            var index = (int)(uint)keys[i];
            var (anchor, label) = (index / classes, index % classes);
            var halfWidth = prediction[(2 * anchors) + anchor] / 2;
            var halfHeight = prediction[(3 * anchors) + anchor] / 2;
            var (x, y) = (prediction[anchor], prediction[anchors + anchor]);
            var box = new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
            var confidence = prediction[((4 + label) * anchors) + anchor];
            if (!Box.AreNumbers(x, y, halfWidth, halfHeight) || !float.IsFinite(confidence))
            {
                continue;
            }

            var offset = options.Agnostic ? 0 : label * ClassOffset;
            if (kept.TryAdd(new(box.X1 + offset, box.Y1 + offset, box.X2 + offset, box.Y2 + offset)))
            {
                chosen.Add(new(box, confidence, label, anchor));
            }
        }

        return chosen;
    }

    // Probabilities are not negative, so their bits sort as they do; turned over, the highest comes first.
    private static ulong Key(float confidence, int index) => ((ulong)~BitConverter.SingleToUInt32Bits(confidence) << 32) | (uint)index;

    private static void Grow<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Array.Resize(ref buffer, Math.Max(length, buffer.Length * 2));
        }
    }

    /// <summary>The boxes that stay, each coordinate in an array of its own, so that a new box is compared with many at a time.</summary>
    private sealed class KeptBoxes
    {
        private float[] x1 = new float[512];
        private float[] y1 = new float[512];
        private float[] x2 = new float[512];
        private float[] y2 = new float[512];
        private float[] areas = new float[512];
        private float threshold;
        private int count;

        /// <summary>Forgets all boxes. The threshold is the largest float that is not above the limit, so that the comparison is exact.</summary>
        internal void Start(double limit)
        {
            count = 0;
            threshold = (float)limit;
            if (threshold > limit)
            {
                threshold = MathF.BitDecrement(threshold);
            }
        }

        /// <summary>Keeps a box unless it overlaps one that is kept already.</summary>
        internal bool TryAdd(in Box box)
        {
            if (Overlaps(box))
            {
                return false;
            }

            if (count == x1.Length)
            {
                Grow(ref x1, count + 1);
                Grow(ref y1, count + 1);
                Grow(ref x2, count + 1);
                Grow(ref y2, count + 1);
                Grow(ref areas, count + 1);
            }

            (x1[count], y1[count], x2[count], y2[count], areas[count]) = (box.X1, box.Y1, box.X2, box.Y2, box.Area);
            count++;
            return true;
        }

        private bool Overlaps(in Box box)
        {
            var area = box.Area;
            var (left, top, right, bottom) = (new Vector<float>(box.X1), new Vector<float>(box.Y1), new Vector<float>(box.X2), new Vector<float>(box.Y2));
            var i = 0;
            for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            {
                var width = Vector.Min(right, new Vector<float>(x2, i)) - Vector.Max(left, new Vector<float>(x1, i));
                var height = Vector.Min(bottom, new Vector<float>(y2, i)) - Vector.Max(top, new Vector<float>(y1, i));
                var intersection = Vector.Max(width, Vector<float>.Zero) * Vector.Max(height, Vector<float>.Zero);
                var union = new Vector<float>(areas, i) + new Vector<float>(area) - intersection;
                if (Vector.GreaterThanAny(intersection / union, new Vector<float>(threshold)))
                {
                    return true;
                }
            }

            for (; i < count; i++)
            {
                var width = Math.Max(0, Math.Min(box.X2, x2[i]) - Math.Max(box.X1, x1[i]));
                var height = Math.Max(0, Math.Min(box.Y2, y2[i]) - Math.Max(box.Y1, y1[i]));
                var intersection = width * height;
                if (intersection / (areas[i] + area - intersection) > threshold)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
