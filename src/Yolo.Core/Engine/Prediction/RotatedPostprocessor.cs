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
        var chosen = Model.IsEndToEnd ? Select(rows) : Suppress(Collect(rows));
        RotatedBox[] boxes = [.. chosen.Select(box => ToPicture(box, transform))];
        var upright = boxes.Select(box => new Detection(box.Upright().Clip(image.Width, image.Height), box.Confidence, box.Class));
        var result = Make(batch, index, new Boxes(upright, image.Width, image.Height));
        result.RotatedBoxes = boxes;
        return result;
    }

    private static RotatedBox ToPicture(in RotatedCandidate box, LetterboxTransform transform) => new(
        (box.CenterX - transform.PadX) / transform.Gain,
        (box.CenterY - transform.PadY) / transform.Gain,
        box.Width / transform.Gain,
        box.Height / transform.Gain,
        box.Angle,
        box.Confidence,
        box.Class);

    private List<RotatedCandidate> Collect(DecodedRows rows)
    {
        var found = new List<RotatedCandidate>();
        for (var anchor = 0; anchor < rows.Columns; anchor++)
        {
            var (label, confidence) = BestClass(rows, anchor);
            if (confidence > Suppression.Confidence && Suppression.Wants(label))
            {
                found.Add(Candidate(rows, anchor, label, confidence));
            }
        }

        return found;
    }

    private List<RotatedCandidate> Suppress(List<RotatedCandidate> found) => [.. RotatedSuppression.Run(found, Suppression).Select(i => found[i])];

    private List<RotatedCandidate> Select(DecodedRows rows)
    {
        var found = new List<RotatedCandidate>();
        foreach (var row in NonMaxSuppression.SelectRows(rows.Numbers, rows.Columns, Suppression))
        {
            found.Add(Candidate(rows, row, (int)rows.Place(row, 5), rows.Place(row, 4)));
        }

        return found;
    }

    private static RotatedCandidate Candidate(DecodedRows rows, int anchor, int label, float confidence) =>
        new(rows.Place(anchor, 0), rows.Place(anchor, 1), rows.Place(anchor, 2), rows.Place(anchor, 3), rows.Extra(anchor, 0), confidence, label, anchor);

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
