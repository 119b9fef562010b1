using Yolo.Geometry;
using Yolo.Modules.Heads;
using Yolo.Results;

namespace Yolo.Engine.Prediction;

/// <summary>Chooses among rotated boxes. Upright boxes around them come along, cut to the picture.</summary>
internal sealed class RotatedPostprocessor(YoloModel model, PredictOptions options) : Postprocessor(model, options)
{
    /// <inheritdoc/>
    private protected override Result MakeResult(PredictBatch batch, int index, DecodedRows rows, NetworkOutput output)
    {
        var image = batch.OriginalImages[index];
        var transform = batch.TransformOf(index);
        var found = Collect(rows);
        IEnumerable<int> chosen = Model.IsEndToEnd ? Enumerable.Range(0, Math.Min(found.Count, Suppression.MaximumDetections)) : RotatedSuppression.Run(found, Suppression);
        RotatedBox[] boxes = [.. chosen.Select(i => ToPicture(found[i], transform))];
        var upright = boxes.Select(box => new Detection(box.Upright().Clip(image.Width, image.Height), box.Confidence, box.Class));
        var result = Make(batch, index, new Boxes(upright, image.Width, image.Height));
        result.RotatedBoxes = boxes;
        return result;
    }

    private static RotatedBox ToPicture(in RotatedCandidate box, LetterboxTransform transform) => new RotatedBox(
        (box.CenterX - transform.PadX) / transform.Gain,
        (box.CenterY - transform.PadY) / transform.Gain,
        box.Width / transform.Gain,
        box.Height / transform.Gain,
        box.Angle,
        box.Confidence,
        box.Class).Regular();

    private List<RotatedCandidate> Collect(DecodedRows rows)
    {
        var found = new List<RotatedCandidate>();
        var count = Model.IsEndToEnd ? rows.Numbers.Length / rows.Columns : rows.Columns;
        for (var anchor = 0; anchor < count; anchor++)
        {
            var (label, confidence) = Model.IsEndToEnd ? ((int)rows.Place(anchor, 5), rows.Place(anchor, 4)) : BestClass(rows, anchor);
            if (confidence > Suppression.Confidence && (Suppression.Classes is null || Suppression.Classes.Contains(label)))
            {
                found.Add(new(rows.Place(anchor, 0), rows.Place(anchor, 1), rows.Place(anchor, 2), rows.Place(anchor, 3), rows.Extra(anchor, 0), confidence, label, anchor));
            }
        }

        return found;
    }

    private (int Label, float Confidence) BestClass(DecodedRows rows, int anchor)
    {
        var (best, confidence) = (0, rows.Place(anchor, 4));
        for (var label = 1; label < Model.Names.Count; label++)
        {
            if (rows.Place(anchor, 4 + label) is var other && other > confidence)
            {
                (best, confidence) = (label, other);
            }
        }

        return (best, confidence);
    }
}
