using Yolo.Engine.Tasks;
using Yolo.Geometry;
using Yolo.Plots;

namespace Yolo.Engine.Validation;

/// <summary>The pictures of a validation: batches with labels and predictions while it runs, curves and confusion matrices at its end.</summary>
/// <param name="folder">Where to.</param>
/// <param name="task">What there is to draw.</param>
internal sealed class ValidationPictures(string folder, YoloTask task) : IDisposable
{
    private const int BatchesShown = 3;

    private readonly PictureWriter writer = new(folder);

    /// <summary>Shows a batch, if it is one of the first.</summary>
    /// <param name="number">Number of the batch, from 0.</param>
    /// <param name="batch">The pictures, which are copied.</param>
    /// <param name="predictions">What was found in each.</param>
    /// <param name="names">Class names by index.</param>
    internal void Add(int number, ValidationBatch batch, IList<IReadOnlyList<Candidate>> predictions, IReadOnlyList<string> names)
    {
        if (number >= BatchesShown)
        {
            return;
        }

        var picture = BatchPicture.Copy(batch.Samples, [.. batch.Images.Select(image => image.Path)], batch.Objects);
        IReadOnlyList<Candidate>[] found = [.. predictions];
        writer.Add(FormattableString.Invariant($"val_batch{number}_labels.jpg"), () => picture.DrawLabels(names));
        writer.Add(FormattableString.Invariant($"val_batch{number}_pred.jpg"), () => picture.DrawPredictions(found, names));
    }

    /// <summary>Draws what belongs to the whole run, and waits for everything.</summary>
    /// <param name="report">The outcome.</param>
    /// <returns>What could not be drawn, in whole sentences.</returns>
    internal IReadOnlyList<string> Finish(ValidationReport report)
    {
        foreach (var (file, draw) in task.Charts(report))
        {
            writer.Add(file, draw);
        }

        return writer.Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
