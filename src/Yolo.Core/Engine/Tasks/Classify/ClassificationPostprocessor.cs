using System.Runtime.InteropServices;
using Yolo.Engine.Prediction;
using Yolo.Modules.Heads;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Classify;

/// <summary>One class for the whole picture. Legend: B pictures, C classes.</summary>
internal sealed class ClassificationPostprocessor(YoloModel model, PredictOptions options) : Postprocessor(model, options)
{
    /// <inheritdoc/>
    internal override List<Result> Run(NetworkOutput output, PredictBatch batch)
    {
        var probabilities = OnProcessor(output.Decoded!); // [B, C]
        var numbers = MemoryMarshal.Cast<byte, float>(probabilities.bytes);
        var classes = (int)probabilities.size(1);
        var results = new List<Result>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var image = batch.OriginalImages[i];
            var result = Make(batch, i, new Boxes([], image.Width, image.Height));
            result.Probabilities = new Probabilities(numbers.Slice(i * classes, classes).ToArray());
            results.Add(result);
        }

        return results;
    }
}
