using Yolo.Geometry;

namespace Yolo.Metrics;

/// <summary>Object keypoint similarity of all pairs of labels and detections: how near the points of one lie to those of the other, for the size of the object.</summary>
/// <remarks>M labels, N detections, K points.</remarks>
internal sealed class KeypointSimilarity
{
    private const float Epsilon = 1e-7f;

    /// <summary>The share of its box that an object's area is taken for.</summary>
    private const float AreaOfBox = 0.53f;

    private const int NumbersOfPoint = 3;

    private readonly float[] sigmas;

    /// <summary>Prepares for objects of one kind.</summary>
    /// <param name="points">K. Seventeen points with visibility are those of a person in COCO's order and may be off by as much as its annotators were; other points all by 1/K.</param>
    /// <param name="dimensions">Numbers that a label has for a point: 2 or 3, with visibility.</param>
    public KeypointSimilarity(int points, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        sigmas = KeypointSigmas.Of(points, dimensions);
    }

    /// <summary>Computes all pairs.</summary>
    /// <param name="labels">M objects with 3·K numbers of points; points whose visibility is 0 do not count.</param>
    /// <param name="detections">N objects with as many, in the same space; one without points is like nothing.</param>
    /// <param name="similarity">Receives M × N values in [0, 1], row by row.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Compute(IReadOnlyList<LabelledObject> labels, IReadOnlyList<Candidate> detections, Span<float> similarity)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(detections);
        AllPairs.Compare<LabelledObject, Candidate>([.. labels], [.. detections], similarity, Compare);
    }

    private float Compare(LabelledObject label, Candidate detection) =>
        Compare(label.Keypoints.Span, detection.Keypoints.Span, label.Box.Width * label.Box.Height * AreaOfBox);

    private float Compare(ReadOnlySpan<float> label, ReadOnlySpan<float> detection, float area)
    {
        if (detection.IsEmpty || label.IsEmpty)
        {
            return 0;
        }

        if (label.Length != sigmas.Length * NumbersOfPoint || detection.Length != label.Length)
        {
            throw new ArgumentException($"An object has {sigmas.Length} points of three numbers; {label.Length} and {detection.Length} numbers were given.");
        }

        float sum = 0;
        int visible = 0;
        for (int point = 0; point < sigmas.Length; point++)
        {
            int at = point * NumbersOfPoint;
            if (label[at + 2] != 0)
            {
                float across = label[at] - detection[at], down = label[at + 1] - detection[at + 1], reach = 2 * sigmas[point];
                sum += MathF.Exp(-((across * across) + (down * down)) / (reach * reach * (area + Epsilon) * 2));
                visible++;
            }
        }

        return sum / (visible + Epsilon);
    }
}
