using Yolo.Engine.Prediction;
using Yolo.Models;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Classify;

/// <summary>One class for the whole picture. Legend: B pictures, C classes.</summary>
internal sealed class ClassificationPostprocessor(YoloModel model, PredictOptions options) : Postprocessor(model, options)
{
    /// <inheritdoc/>
    internal override List<Result> Run(ModelAnswer answer, PredictBatch batch)
    {
        var results = new List<Result>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var image = batch.OriginalImages[i];
            var result = Make(batch, i, new Boxes([], image.Width, image.Height));
            result.Probabilities = new Probabilities(answer.Decoded[i].ToArray());
            results.Add(result);
        }

        return results;
    }
}
