using Yolo.Data;
using Yolo.Engine.Tasks.Detect;
using Yolo.Metrics;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>Boxes and masks.</summary>
internal sealed class SegmentationTask : DetectionTask
{
    // A class and four numbers; one more changes nothing.
    private const int WordsOfBox = 6;

    private protected override IReadOnlyList<JudgedKind> Kinds => [JudgedKind.Box, JudgedKind.Mask];

    /// <inheritdoc/>
    internal override void Require(ValidationData data, YoloModel model)
    {
        if (data.Labels.Images.Any(image => image.Objects.Any(label => label.Polygon.IsEmpty)))
        {
            throw new DatasetException(
                $"{data.Spec.File}: {FirstBox(data)} is a box and no polygon, by which the segmentation model {model.Source} is judged. "
                + "Each line must be the class and at least three corners: class x1 y1 x2 y2 x3 y3 … Or use a detection model.");
        }
    }

    /// <inheritdoc/>
    internal override ValidationJudge Begin(JudgeSettings settings) => new SegmentationJudge(settings);

    // One box makes the polygons of all files be dropped, so the labels as they were read do not say where it stands.
    private static string FirstBox(ValidationData data)
    {
        var most = data.Spec.Keypoints is null ? WordsOfBox : int.MaxValue;
        var lines = data.Labels.Images.Select(image => ImageList.LabelPath(image.Path)).Where(File.Exists)
            .SelectMany(file => File.ReadLines(file).Index().Select(line => (File: file, line.Index, Words: Words(line.Item))));
        var (path, index, _) = lines.First(line => line.Words > 0 && line.Words <= most);
        return FormattableString.Invariant($"{path}:{index + 1}");
    }

    private static int Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
