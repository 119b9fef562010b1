using System.Runtime.InteropServices;

namespace Yolo.Metrics;

/// <summary>Counts which class was detected where which class was labelled.</summary>
/// <remarks>
/// C classes; rows are predicted, columns true; of detected objects, index C is the background. S rows and columns: C + 1 with it, C without. Not safe
/// for several threads at once.
/// </remarks>
public sealed class ConfusionMatrix
{
    /// <summary>Overlap above which a detection and a label belong together.</summary>
    public const float MinimumIou = 0.45f;

    private readonly long[] counts;

    /// <summary>Creates an empty matrix of detected objects.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <param name="confidence">Detections must be more confident than this, [0, 1]. Default 0.25.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    internal ConfusionMatrix(int classes, float confidence = 0.25f)
        : this(classes, confidence, hasBackground: true)
    {
    }

    private ConfusionMatrix(int classes, float confidence, bool hasBackground)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        (Classes, Confidence, HasBackground) = (classes, confidence, hasBackground);
        counts = new long[Size * Size];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Detections must be more confident than this.</summary>
    public float Confidence { get; }

    /// <summary>Whether objects can be missed, and found where there are none: of classified pictures there is no background.</summary>
    public bool HasBackground { get; }

    /// <summary>S, the number of rows and of columns.</summary>
    public int Size => HasBackground ? Classes + 1 : Classes;

    /// <summary>One count.</summary>
    /// <param name="predicted">Predicted class; <see cref="Classes"/> for missed objects.</param>
    /// <param name="actual">True class; <see cref="Classes"/> for detections of nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in the matrix.</exception>
    public long this[int predicted, int actual] => counts[Position(predicted, actual)];

    /// <summary>Creates an empty matrix of classified pictures, each of which has one class and is given one: C × C counts without a background.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    internal static ConfusionMatrix OfPictures(int classes) => new(classes, confidence: 0, hasBackground: false);

    /// <summary>The confidence from which on a matrix is worth reading, given the setting of the run.</summary>
    /// <param name="setting">The setting `conf`; validation's own low defaults count as not set.</param>
    /// <param name="rotated">Rotated boxes, whose default is 0.01 instead of 0.001.</param>
    /// <returns>The setting, or 0.25.</returns>
    internal static float ConfidenceFor(float? setting, bool rotated = false) =>
        setting is not { } confidence || confidence == (rotated ? 0.01f : 0.001f) ? 0.25f : confidence;

    /// <summary>Adds a classified picture.</summary>
    /// <param name="predicted">Its most probable class.</param>
    /// <param name="actual">Its true class.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in the matrix.</exception>
    internal void Add(int predicted, int actual) => counts[Position(predicted, actual)]++;

    /// <summary>Adds a picture with detected objects.</summary>
    /// <param name="iou">M × N overlaps of labels and detections, row by row, whatever their classes.</param>
    /// <param name="labelClasses">M class indices.</param>
    /// <param name="detectionClasses">N class indices.</param>
    /// <param name="confidences">N confidences.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in the matrix.</exception>
    internal void Add(
        ReadOnlySpan<float> iou, ReadOnlySpan<int> labelClasses, ReadOnlySpan<int> detectionClasses, ReadOnlySpan<float> confidences)
    {
        if (iou.Length != labelClasses.Length * detectionClasses.Length || confidences.Length != detectionClasses.Length)
        {
            throw new ArgumentException(
                $"{labelClasses.Length} labels and {detectionClasses.Length} detections do not go with {iou.Length} overlaps and {confidences.Length} confidences.");
        }

        int[] owner = Assign(iou, labelClasses.Length, confidences);
        bool[] found = new bool[labelClasses.Length];
        for (int detection = 0; detection < owner.Length; detection++)
        {
            if (owner[detection] >= 0)
            {
                found[owner[detection]] = true;
                counts[Position(detectionClasses[detection], labelClasses[owner[detection]])]++;
            }
            else if (confidences[detection] > Confidence)
            {
                counts[Position(detectionClasses[detection], Classes)]++;
            }
        }

        for (int label = 0; label < found.Length; label++)
        {
            counts[Position(Classes, labelClasses[label])] += found[label] ? 0 : 1;
        }
    }

    /// <summary>Writes what was counted so far.</summary>
    internal void Write(BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes(counts.AsSpan()));

    /// <summary>Adds what <see cref="Write"/> has written of a matrix of the same size.</summary>
    internal void Add(BinaryReader reader)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] += reader.ReadInt64();
        }
    }

    /// <summary>Shares of the true classes.</summary>
    /// <returns>S × S values, rows predicted; every column that is not empty sums to 1.</returns>
    public double[,] Normalize()
    {
        double[,] shares = new double[Size, Size];
        for (int actual = 0; actual < Size; actual++)
        {
            double sum = 1e-9;
            for (int predicted = 0; predicted < Size; predicted++)
            {
                sum += this[predicted, actual];
            }

            for (int predicted = 0; predicted < Size; predicted++)
            {
                shares[predicted, actual] = this[predicted, actual] / sum;
            }
        }

        return shares;
    }

    /// <summary>The label of each detection, or -1: a detection goes for its best label, a label takes the best of those.</summary>
    private int[] Assign(ReadOnlySpan<float> iou, int labels, ReadOnlySpan<float> confidences)
    {
        int detections = confidences.Length;
        int[] owner = new int[detections], holder = new int[labels];
        Array.Fill(owner, -1);
        Array.Fill(holder, -1);
        for (int detection = 0; detection < detections; detection++)
        {
            int best = confidences[detection] > Confidence ? BestLabel(iou, labels, detections, detection) : -1;
            if (best < 0)
            {
                continue;
            }

            int rival = holder[best];
            if (rival < 0 || iou[(best * detections) + detection] >= iou[(best * detections) + rival])
            {
                (holder[best], owner[detection]) = (detection, best);
                if (rival >= 0)
                {
                    owner[rival] = -1;
                }
            }
        }

        return owner;
    }

    private static int BestLabel(ReadOnlySpan<float> iou, int labels, int detections, int detection)
    {
        int best = -1;
        float bestIou = 0;
        for (int label = 0; label < labels; label++)
        {
            float overlap = iou[(label * detections) + detection];
            if (overlap > MinimumIou && overlap >= bestIou)
            {
                (best, bestIou) = (label, overlap);
            }
        }

        return best;
    }

    private int Position(int predicted, int actual)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(predicted);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Size);
        ArgumentOutOfRangeException.ThrowIfNegative(actual);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, Size);
        return (predicted * Size) + actual;
    }
}
