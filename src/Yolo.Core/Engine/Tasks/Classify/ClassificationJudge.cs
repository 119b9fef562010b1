using Yolo.Data.Labels;
using Yolo.Engine.Validation;
using Yolo.Geometry;
using Yolo.Metrics;
using Yolo.Models;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Classify;

/// <summary>Compares the most probable classes of pictures with the class that each has. What was found in a picture are those classes, each as a candidate as large as the input.</summary>
/// <remarks>Legend: B pictures, C classes.</remarks>
internal sealed class ClassificationJudge : ValidationJudge
{
    private readonly ClassificationEvaluator pictures;
    private readonly Dictionary<int, string> names;
    private readonly int classes;

    internal ClassificationJudge(JudgeSettings settings)
    {
        classes = settings.Classes;
        names = settings.Form.Names.Index().ToDictionary(name => name.Index, name => name.Item);
        ConfusionMatrix = ConfusionMatrix.OfPictures(classes);
        pictures = new ClassificationEvaluator(classes, ConfusionMatrix);
    }

    /// <inheritdoc/>
    internal override ConfusionMatrix ConfusionMatrix { get; }

    /// <inheritdoc/>
    internal override List<IReadOnlyList<Candidate>> Find(ModelAnswer answer, ValidationBatch batch)
    {
        var whole = new Box(0, 0, batch.Input.size(3), batch.Input.size(2));
        var found = new List<IReadOnlyList<Candidate>>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var probabilities = new Probabilities(answer.Decoded[i].ToArray());

            // A network whose numbers have broken down recognises nothing.
            found.Add([.. probabilities.Top5.Where(label => !float.IsNaN(probabilities[label])).Select(label => new Candidate(whole, probabilities[label], label, Anchor: 0))]);
        }

        return found;
    }

    /// <inheritdoc/>
    internal override void Judge(IReadOnlyList<LabelledObject> labels, IReadOnlyList<Candidate> found) =>
        pictures.Add([.. labels.Select(label => label.Class)], [.. found.Select(candidate => candidate.Class)]);

    /// <inheritdoc/>
    internal override Result Describe(LabelledImage image, LetterboxTransform transform, IReadOnlyList<Candidate> found)
    {
        var result = Result.WithoutPicture(image.Path, new Boxes([], image.Width, image.Height), names);
        if (found.Count > 0)
        {
            var probabilities = new float[classes];
            foreach (var candidate in found)
            {
                probabilities[candidate.Class] = candidate.Confidence;
            }

            result.Probabilities = new Probabilities(probabilities);
        }

        return result;
    }

    /// <inheritdoc/>
    internal override void Write(BinaryWriter writer)
    {
        base.Write(writer);
        pictures.Write(writer);
    }

    /// <inheritdoc/>
    internal override void Add(BinaryReader reader)
    {
        base.Add(reader);
        pictures.Add(reader);
    }

    /// <inheritdoc/>
    internal override TaskMetrics Compute() => pictures.Compute();
}
