namespace Yolo.Results;

/// <summary>Makes records of results.</summary>
internal static class PredictionRecords
{
    internal static IEnumerable<PredictionRecord> Of(Result result)
    {
        var image = Path.GetFileName(result.Path);
        if (result.Probabilities is { } probabilities)
        {
            return probabilities.Top5.Select(label => new PredictionRecord(image, label, result.NameOf(label), probabilities[label], null) { Frame = result.Frame?.Number });
        }

        return result.Boxes.Select((box, i) => new PredictionRecord(
            image, box.Class, result.NameOf(box.Class), box.Confidence, [box.Box.X1, box.Box.Y1, box.Box.X2, box.Box.Y2])
        {
            Frame = result.Frame?.Number,
            Track = box.TrackId,
            Segments = result.Masks is { } masks ? [.. masks[i].Outline().SelectMany(point => new[] { (float)point.X, (float)point.Y })] : null,
            Keypoints = result.Keypoints is { } points ? [.. points[i].SelectMany(point => points.HasConfidence ? new[] { point.X, point.Y, point.Confidence } : [point.X, point.Y])] : null,
            Xywhr = result.RotatedBoxes?[i] is { } rotated ? [rotated.CenterX, rotated.CenterY, rotated.Width, rotated.Height, rotated.Angle] : null,
        });
    }
}
