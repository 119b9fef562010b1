using System.Runtime.InteropServices;
using Yolo.Geometry;

namespace Yolo.Metrics;

/// <summary>Collects the detections and labels of a validation run, picture by picture.</summary>
/// <remarks>M labels and N detections of a picture. Not safe for several threads at once.</remarks>
internal sealed class DetectionEvaluator
{
    private readonly List<bool> correct = [];
    private readonly List<float> confidences = [];
    private readonly List<int> detectionClasses = [];
    private readonly List<int> labelClasses = [];
    private readonly int[] imagesOfClass;
    private readonly bool singleClass;

    /// <summary>Starts a run.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <param name="singleClass">Every detection counts as class 0. Default false.</param>
    /// <param name="confusion">A matrix to fill on the way; default none.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public DetectionEvaluator(int classes, bool singleClass = false, ConfusionMatrix? confusion = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        imagesOfClass = new int[classes];
        this.singleClass = singleClass;
        Confusion = confusion;
    }

    /// <summary>The matrix that is filled, if any.</summary>
    public ConfusionMatrix? Confusion { get; }

    /// <summary>Pictures so far.</summary>
    public int Images { get; private set; }

    /// <summary>Adds a picture by its boxes.</summary>
    /// <param name="labelBoxes">M boxes; pixels of the network's input.</param>
    /// <param name="labels">M class indices.</param>
    /// <param name="detections">N boxes in the same space, with descending confidence.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label's class is not in the data set.</exception>
    public void Add(ReadOnlySpan<Box> labelBoxes, ReadOnlySpan<int> labels, IReadOnlyList<Candidate> detections)
    {
        ArgumentNullException.ThrowIfNull(detections);
        Box[] boxes = [.. detections.Select(detection => detection.Box)];
        float[] iou = new float[labelBoxes.Length * boxes.Length];
        BoxOverlap.Iou(labelBoxes, boxes, iou);
        AddCompared(iou, labels, detections);
    }

    /// <summary>Adds a picture by the similarity of its labels and detections: IoU of boxes, masks or rotated boxes, or that of key points.</summary>
    /// <param name="iou">M × N values in [0, 1], row by row, whatever the classes.</param>
    /// <param name="labels">M class indices.</param>
    /// <param name="detections">N objects, with descending confidence.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label's class is not in the data set.</exception>
    public void AddCompared(ReadOnlySpan<float> iou, ReadOnlySpan<int> labels, IReadOnlyList<Candidate> detections)
    {
        ArgumentNullException.ThrowIfNull(detections);
        Add(iou, labels, [.. detections.Select(detection => detection.Confidence)], [.. detections.Select(detection => detection.Class)]);
    }

    /// <summary>Adds a picture by the similarity of its labels and detections: IoU of boxes, masks or rotated boxes, or that of key points.</summary>
    /// <param name="iou">M × N values in [0, 1], row by row, whatever the classes.</param>
    /// <param name="labels">M class indices.</param>
    /// <param name="scores">N confidences, descending.</param>
    /// <param name="detections">N class indices.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label's class is not in the data set.</exception>
    public void Add(ReadOnlySpan<float> iou, ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, ReadOnlySpan<int> detections)
    {
        if (scores.Length != detections.Length)
        {
            throw new ArgumentException($"{detections.Length} detections do not go with {scores.Length} confidences.", nameof(scores));
        }

        int[] predicted = singleClass ? new int[detections.Length] : detections.ToArray();
        bool[] marks = new bool[predicted.Length * IouThresholds.Count];
        DetectionMatcher.Match(iou, labels, predicted, marks);
        CountClasses(labels);
        Confusion?.Add(iou, labels, predicted, scores);
        correct.AddRange(marks);
        confidences.AddRange(scores);
        detectionClasses.AddRange(predicted);
        labelClasses.AddRange(labels);
        Images++;
    }

    /// <summary>Writes what was added so far; not the matrix.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(Images);
        Write<bool>(writer, CollectionsMarshal.AsSpan(correct));
        Write<float>(writer, CollectionsMarshal.AsSpan(confidences));
        Write<int>(writer, CollectionsMarshal.AsSpan(detectionClasses));
        Write<int>(writer, CollectionsMarshal.AsSpan(labelClasses));
        Write<int>(writer, imagesOfClass);
    }

    /// <summary>Adds what <see cref="Write(BinaryWriter)"/> has written, as if its pictures came next.</summary>
    internal void Add(BinaryReader reader)
    {
        Images += reader.ReadInt32();
        correct.AddRange(Read<bool>(reader));
        confidences.AddRange(Read<float>(reader));
        detectionClasses.AddRange(Read<int>(reader));
        labelClasses.AddRange(Read<int>(reader));
        foreach (var (label, images) in Read<int>(reader).Index())
        {
            imagesOfClass[label] += images;
        }
    }

    /// <summary>Evaluates what was added.</summary>
    /// <returns>The figures; more pictures may follow.</returns>
    public DetectionMetrics Compute() => new(
        Images,
        imagesOfClass,
        PrecisionRecall.Compute(
            CollectionsMarshal.AsSpan(correct),
            CollectionsMarshal.AsSpan(confidences),
            CollectionsMarshal.AsSpan(detectionClasses),
            CollectionsMarshal.AsSpan(labelClasses)));

    private static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    private static T[] Read<T>(BinaryReader reader)
        where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private void CountClasses(ReadOnlySpan<int> labels)
    {
        var present = new HashSet<int>();
        foreach (int label in labels)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(label, nameof(labels));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, imagesOfClass.Length, nameof(labels));
            present.Add(label);
        }

        foreach (int label in present)
        {
            imagesOfClass[label]++;
        }
    }
}
