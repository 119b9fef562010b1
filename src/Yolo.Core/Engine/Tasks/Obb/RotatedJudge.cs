using Yolo.Data.Labels;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tasks.Detect;
using Yolo.Geometry;
using Yolo.Metrics;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Obb;

/// <summary>Judges rotated boxes in the place of upright ones. What a callback puts in place without an angle is upright.</summary>
internal sealed class RotatedJudge(JudgeSettings settings) : DetectionJudge(settings, rotated: true)
{
    /// <inheritdoc/>
    internal override void Judge(IReadOnlyList<LabelledObject> labels, IReadOnlyList<Candidate> found)
    {
        var iou = new float[labels.Count * found.Count];
        RotatedOverlap.Iou([.. labels.Select(label => label.Rotated ?? RotatedRectangle.Of(label.Box))], [.. found.Select(RectangleOf)], iou);
        Boxes.AddCompared(iou, ClassesOf(labels), found);
    }

    /// <inheritdoc/>
    internal override Result Describe(LabelledImage image, LetterboxTransform transform, IReadOnlyList<Candidate> found)
    {
        var result = base.Describe(image, transform, found);
        result.RotatedBoxes = [.. found.Select(one => new RotatedBox(transform.ToPicture(RectangleOf(one)), one.Confidence, one.Class))];
        return result;
    }

    private protected override IReadOnlyList<Candidate> Choose(DecodedRows rows) =>
        [.. RotatedChoice.Of(rows, Settings.Suppression).Select(one => new Candidate(one.Rectangle.Upright(), one.Confidence, one.Class, one.Anchor) { Rotated = one.Rectangle })];

    private static RotatedRectangle RectangleOf(Candidate one) => one.Rotated ?? RotatedRectangle.Of(one.Box);
}
