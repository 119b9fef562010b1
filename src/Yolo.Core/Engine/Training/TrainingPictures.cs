using Yolo.Data.Labels;
using Yolo.Plots;

namespace Yolo.Engine.Training;

/// <summary>The pictures of a training, drawn beside it: the labels, the first batches and the first that are not mixed any more, the course of losses and metrics.</summary>
/// <param name="folder">Where to.</param>
internal sealed class TrainingPictures(string folder) : IDisposable
{
    private const int BatchesShown = 3;

    private readonly PictureWriter writer = new(folder);

    /// <summary>Draws classes, places and sizes of all objects; of whole pictures there is nothing to show.</summary>
    internal void AddLabels(TrainingData data)
    {
        if (data.Spec.Labels != LabelForm.Folders)
        {
            writer.Add("labels.jpg", () => LabelsPlot.Draw(data.Labels, data.Spec.Names));
        }
    }

    /// <summary>Draws a batch, if it is one of the first, or of the first without mosaics.</summary>
    /// <param name="iteration">Number of the batch over all epochs.</param>
    /// <param name="firstUnmixed">The iteration from which pictures are not mixed; null if they are to the end.</param>
    /// <param name="batch">The batch, which is copied.</param>
    /// <param name="names">Class names by index.</param>
    internal void AddBatch(long iteration, long? firstUnmixed, TrainingBatch batch, IReadOnlyList<string> names)
    {
        if (iteration < BatchesShown || (iteration >= firstUnmixed && iteration < firstUnmixed + BatchesShown))
        {
            var picture = BatchPicture.Copy(batch.Samples, [.. batch.Paths]);
            writer.Add(FormattableString.Invariant($"train_batch{iteration}.jpg"), () => picture.DrawLabels(names));
        }
    }

    /// <summary>Draws the course of the training, and waits for everything.</summary>
    /// <returns>What could not be drawn, in whole sentences.</returns>
    internal IReadOnlyList<string> Finish(string results)
    {
        writer.Add("results.png", () => ResultsPlot.FromFile(results));
        return writer.Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
