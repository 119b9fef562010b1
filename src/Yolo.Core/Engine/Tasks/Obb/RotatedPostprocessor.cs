using Yolo.Engine.Prediction;
using Yolo.Models;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Obb;

/// <summary>Chooses among rotated boxes. Upright boxes around them come along, cut to the picture.</summary>
internal sealed class RotatedPostprocessor(YoloModel model, PredictOptions options) : Postprocessor(model, options)
{
    /// <inheritdoc/>
    private protected override Result MakeResult(PredictBatch batch, int index, DecodedRows rows, ModelAnswer answer)
    {
        var image = batch.OriginalImages[index];
        var transform = batch.TransformOf(index);
        var chosen = RotatedChoice.Of(rows, Suppression);
        RotatedBox[] boxes = [.. chosen.Select(one => new RotatedBox(transform.ToPicture(one.Rectangle), one.Confidence, one.Class))];
        var upright = boxes.Zip(chosen, (box, one) => new Detection(box.Upright().Clip(image.Width, image.Height), box.Confidence, box.Class, one.Anchor));
        var result = Make(batch, index, new Boxes(upright, image.Width, image.Height));
        result.RotatedBoxes = boxes;
        return result;
    }
}
