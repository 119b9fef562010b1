using Yolo.Data;
using Yolo.Engine.Tasks.Detect;
using Yolo.Metrics;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>Boxes and masks.</summary>
internal sealed class SegmentationTask : DetectionTask
{
    private protected override IReadOnlyList<JudgedKind> Kinds => [JudgedKind.Box, JudgedKind.Mask];

    /// <inheritdoc/>
    internal override void Require(ValidationData data, YoloModel model)
    {
        var labelled = data.Labels.Images.Where(image => image.Objects.Count > 0);
        if (labelled.FirstOrDefault(image => image.Objects.Any(label => label.Polygon.IsEmpty)) is { } image)
        {
            throw new DatasetException(
                $"{data.Spec.File}: {ImageList.LabelPath(image.Path)} has boxes but no polygons, by which the segmentation model {model.Source} is judged. "
                + "Each line must be the class and at least three corners: class x1 y1 x2 y2 x3 y3 … Or use a detection model.");
        }
    }

    /// <inheritdoc/>
    internal override ValidationJudge Begin(JudgeSettings settings) => new SegmentationJudge(settings);
}
