using Yolo.Geometry;
using Yolo.Models;
using Yolo.Results;

namespace Yolo.Engine.Prediction;

/// <summary>
/// Makes results of what the network says: chooses among the boxes and maps them back to the pictures. This one is for detectors; those of the
/// other tasks add to it.
/// </summary>
/// <remarks>Legend: B pictures, C classes, A anchor points, K rows of an end-to-end head, E extras.</remarks>
internal class Postprocessor(YoloModel model, PredictOptions options)
{
    private readonly NonMaxSuppression suppression = new();

    private protected YoloModel Model => model;

    private protected PredictOptions Options => options;

    private protected SuppressionOptions Suppression { get; } = new()
    {
        Confidence = (float)options.Confidence,
        Iou = options.Iou,
        MaximumDetections = options.MaximumDetections,
        Agnostic = options.AgnosticNms,
        Classes = options.Classes,
    };

    /// <summary>The results of a batch, in its order.</summary>
    internal virtual List<Result> Run(ModelAnswer answer, PredictBatch batch)
    {
        var columns = answer.Decoded.Shape[2]; // of [B, 4 + C + E, A] or [B, K, 6 + E]
        var results = new List<Result>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            results.Add(MakeResult(batch, i, new DecodedRows(answer.Decoded[i], columns, Model.Names.Count, Model.IsEndToEnd), answer));
        }

        return results;
    }

    /// <summary>The result of one picture.</summary>
    private protected virtual Result MakeResult(PredictBatch batch, int index, DecodedRows rows, ModelAnswer answer)
    {
        var chosen = Model.IsEndToEnd
            ? NonMaxSuppression.Select(rows.Numbers, rows.Columns, Suppression, rows.Classes)
            : suppression.Run(rows.Numbers, Model.Names.Count, rows.Columns, Suppression);
        return Complete(chosen, batch, index, rows, answer);
    }

    /// <summary>Adds what the task has beyond boxes.</summary>
    private protected virtual Result Complete(IReadOnlyList<Candidate> chosen, PredictBatch batch, int index, DecodedRows rows, ModelAnswer answer) =>
        Describe(batch, index, chosen);

    private protected Result Describe(PredictBatch batch, int index, IReadOnlyList<Candidate> chosen)
    {
        var image = batch.OriginalImages[index];
        var transform = batch.TransformOf(index);
        var detections = new Detection[chosen.Count];
        for (var i = 0; i < detections.Length; i++)
        {
            var candidate = chosen[i];
            detections[i] = new Detection(transform.ToPicture(candidate.Box).Clip(image.Width, image.Height), candidate.Confidence, candidate.Class, candidate.Anchor);
        }

        return Make(batch, index, new Boxes(detections, image.Width, image.Height));
    }

    private protected Result Make(PredictBatch batch, int index, Boxes boxes) =>
        new(batch.Paths[index], batch.OriginalImages[index], Model.Names, boxes)
        {
            Frame = batch.Frames?[index],
            InputSize = (batch.Pixels.Height, batch.Pixels.Width),
        };
}
