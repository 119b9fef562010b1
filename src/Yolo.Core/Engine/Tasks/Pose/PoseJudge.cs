using Yolo.Data.Labels;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tasks.Detect;
using Yolo.Engine.Validation;
using Yolo.Geometry;
using Yolo.Metrics;
using Yolo.Models;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Pose;

/// <summary>Judges key points beside boxes.</summary>
internal sealed class PoseJudge : DetectionJudge
{
    // Of labels and findings alike: x, y, and whether the point is visible.
    private const int NumbersOfPoint = 3;

    private readonly KeypointShape shape;
    private readonly KeypointSimilarity similarity;
    private readonly DetectionEvaluator poses;

    internal PoseJudge(JudgeSettings settings)
        : base(settings)
    {
        shape = settings.Form.Keypoints;
        similarity = new KeypointSimilarity(shape.Count, shape.Dimensions);
        poses = new DetectionEvaluator(settings.Classes, settings.Options.SingleClass);
    }

    /// <inheritdoc/>
    internal override void Judge(IReadOnlyList<LabelledObject> labels, IReadOnlyList<Candidate> found)
    {
        base.Judge(labels, found);
        var similarities = new float[labels.Count * found.Count];
        similarity.Compute(labels, found, similarities);
        poses.AddCompared(similarities, ClassesOf(labels), found);
    }

    /// <inheritdoc/>
    internal override Result Describe(LabelledImage image, LetterboxTransform transform, IReadOnlyList<Candidate> found)
    {
        var result = base.Describe(image, transform, found);
        var points = found.Select(candidate => candidate.Keypoints.ToArray().Chunk(NumbersOfPoint).Select(point => new Keypoint(
            Math.Clamp((point[0] - transform.PadX) / transform.Gain, 0, image.Width),
            Math.Clamp((point[1] - transform.PadY) / transform.Gain, 0, image.Height),
            point[2])));
        result.Keypoints = new Keypoints(points, image.Width, image.Height, shape.Dimensions == NumbersOfPoint);
        return result;
    }

    /// <inheritdoc/>
    internal override void Write(BinaryWriter writer)
    {
        base.Write(writer);
        poses.Write(writer);
    }

    /// <inheritdoc/>
    internal override void Add(BinaryReader reader)
    {
        base.Add(reader);
        poses.Add(reader);
    }

    /// <inheritdoc/>
    internal override DetectionMetrics Compute() => base.Compute().With(JudgedKind.Pose, poses.Compute().Evaluation);

    private protected override IReadOnlyList<Candidate> Complete(IReadOnlyList<Candidate> chosen, DecodedRows rows, ModelAnswer answer, ValidationBatch batch, int index)
    {
        var found = new Candidate[chosen.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var points = new float[shape.Count * NumbersOfPoint];
            for (var number = 0; number < points.Length; number++)
            {
                var (point, of) = (number / NumbersOfPoint, number % NumbersOfPoint);
                points[number] = of < shape.Dimensions ? rows.Extra(chosen[i].Anchor, (point * shape.Dimensions) + of) : 1;
            }

            found[i] = chosen[i] with { Keypoints = points };
        }

        return found;
    }
}
