using Yolo.Engine.Prediction;
using Yolo.Geometry;
using Yolo.Models;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Pose;

/// <summary>Adds the points of each object.</summary>
internal sealed class PosePostprocessor(YoloModel model, PredictOptions options) : Postprocessor(model, options)
{
    private readonly KeypointShape shape = model.Form.Keypoints;

    /// <inheritdoc/>
    private protected override Result Complete(IReadOnlyList<Candidate> chosen, PredictBatch batch, int index, DecodedRows rows, ModelAnswer answer)
    {
        var result = Describe(batch, index, chosen);
        var image = result.OriginalImage;

        // Points are mapped back with the exact padding, boxes with the rounded one: so the reference does it.
        var gain = batch.TransformOf(index).Gain;
        var padX = (batch.Pixels.Width - (image.Width * gain)) / 2;
        var padY = (batch.Pixels.Height - (image.Height * gain)) / 2;
        var points = new Keypoint[chosen.Count][];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new Keypoint[shape.Count];
            for (var k = 0; k < shape.Count; k++)
            {
                var (anchor, at) = (chosen[i].Anchor, k * shape.Dimensions);
                points[i][k] = new Keypoint(
                    Math.Clamp((rows.Extra(anchor, at) - padX) / gain, 0, image.Width),
                    Math.Clamp((rows.Extra(anchor, at + 1) - padY) / gain, 0, image.Height),
                    shape.Dimensions == 3 ? rows.Extra(anchor, at + 2) : 1);
            }
        }

        result.Keypoints = new Keypoints(points, image.Width, image.Height, shape.Dimensions == 3);
        return result;
    }
}
