using Yolo.Data.Labels;
using Yolo.Engine.Prediction;
using Yolo.Engine.Validation;
using Yolo.Geometry;
using Yolo.Metrics;
using Yolo.Models;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Detect;

/// <summary>Chooses among the boxes of the output and compares them with those of the labels. Judges of tasks with more than boxes derive from it.</summary>
/// <remarks>Legend: B pictures, A anchor points, C classes, E extras, K rows of an end-to-end head.</remarks>
internal class DetectionJudge : ValidationJudge
{
    private readonly NonMaxSuppression suppression = new();

    /// <summary>Prepares to judge.</summary>
    /// <param name="settings">What is known of the run.</param>
    /// <param name="rotated">Whether the boxes are rotated.</param>
    internal DetectionJudge(JudgeSettings settings, bool rotated = false)
    {
        Settings = settings;
        ConfusionMatrix = new ConfusionMatrix(settings.Classes, ConfusionMatrix.ConfidenceFor(settings.Confidence, rotated));
        Boxes = new DetectionEvaluator(settings.Classes, settings.Options.SingleClass, ConfusionMatrix);
    }

    /// <inheritdoc/>
    internal override ConfusionMatrix ConfusionMatrix { get; }

    private protected JudgeSettings Settings { get; }

    /// <summary>Counts the boxes.</summary>
    private protected DetectionEvaluator Boxes { get; }

    /// <inheritdoc/>
    internal override List<IReadOnlyList<Candidate>> Find(ModelAnswer answer, ValidationBatch batch)
    {
        var columns = answer.Decoded.Shape[2]; // of [B, 4 + C + E, A] or [B, K, 6 + E]
        var found = new List<IReadOnlyList<Candidate>>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var own = new DecodedRows(answer.Decoded[i], columns, Settings.Classes, Settings.Form.EndToEnd);
            var chosen = Choose(own);
            chosen = Settings.Options.SingleClass ? [.. chosen.Select(candidate => candidate with { Class = 0 })] : chosen;
            found.Add(Complete(chosen, own, answer, batch, i));
        }

        return found;
    }

    /// <inheritdoc/>
    internal override void Judge(IReadOnlyList<LabelledObject> labels, IReadOnlyList<Candidate> found) =>
        Boxes.Add([.. labels.Select(label => label.Box)], ClassesOf(labels), found);

    /// <inheritdoc/>
    internal override Result Describe(LabelledImage image, LetterboxTransform transform, IReadOnlyList<Candidate> found)
    {
        var detections = found.Select(candidate => new Detection(
            transform.ToPicture(candidate.Box).Clip(image.Width, image.Height), candidate.Confidence, candidate.Class, candidate.Anchor));
        return Result.WithoutPicture(image.Path, new Boxes(detections, image.Width, image.Height));
    }

    /// <inheritdoc/>
    internal override void Write(BinaryWriter writer)
    {
        base.Write(writer);
        Boxes.Write(writer);
    }

    /// <inheritdoc/>
    internal override void Add(BinaryReader reader)
    {
        base.Add(reader);
        Boxes.Add(reader);
    }

    /// <inheritdoc/>
    internal override DetectionMetrics Compute() => Boxes.Compute();

    private protected static int[] ClassesOf(IReadOnlyList<LabelledObject> labels) => [.. labels.Select(label => label.Class)];

    /// <summary>The objects of a picture.</summary>
    /// <param name="rows">What the network said about it.</param>
    private protected virtual IReadOnlyList<Candidate> Choose(DecodedRows rows) => rows.EndToEnd
        ? NonMaxSuppression.Select(rows.Numbers, rows.Columns, Settings.Suppression, rows.Classes)
        : suppression.Run(rows.Numbers, rows.Classes, rows.Columns, Settings.Suppression);

    /// <summary>Adds what the task knows of the objects beyond boxes.</summary>
    /// <param name="chosen">The objects of a picture.</param>
    /// <param name="rows">What the network said about its anchor points.</param>
    /// <param name="answer">All that the network said.</param>
    /// <param name="batch">The pictures.</param>
    /// <param name="index">Which of them, from 0.</param>
    private protected virtual IReadOnlyList<Candidate> Complete(IReadOnlyList<Candidate> chosen, DecodedRows rows, ModelAnswer answer, ValidationBatch batch, int index) => chosen;
}
