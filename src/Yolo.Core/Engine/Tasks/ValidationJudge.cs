using Yolo.Data.Labels;
using Yolo.Engine.Validation;
using Yolo.Geometry;
using Yolo.Metrics;
using Yolo.Models;
using Yolo.Results;

namespace Yolo.Engine.Tasks;

/// <summary>Judges the batches of one run: understands labels and the network's answers as its task does, compares and counts them.</summary>
internal abstract class ValidationJudge
{
    /// <summary>Which class was found where which was labelled, so far.</summary>
    internal abstract ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>What was found in each picture of a batch, in pixels of the input, most confident first.</summary>
    /// <param name="answer">What the network said about them.</param>
    /// <param name="batch">The pictures.</param>
    internal abstract List<IReadOnlyList<Candidate>> Find(ModelAnswer answer, ValidationBatch batch);

    /// <summary>Compares what was found in a picture with what is labelled.</summary>
    internal abstract void Judge(IReadOnlyList<LabelledObject> labels, IReadOnlyList<Candidate> found);

    /// <summary>What was found in pixels of the original picture, as files have it.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="transform">How it lies in the input.</param>
    /// <param name="found">What was found, in pixels of the input.</param>
    internal abstract Result Describe(LabelledImage image, LetterboxTransform transform, IReadOnlyList<Candidate> found);

    /// <summary>Writes what was counted so far.</summary>
    internal virtual void Write(BinaryWriter writer) => ConfusionMatrix.Write(writer);

    /// <summary>Adds what <see cref="Write"/> has written, as if its pictures came next.</summary>
    internal virtual void Add(BinaryReader reader) => ConfusionMatrix.Add(reader);

    /// <summary>The figures over all pictures so far.</summary>
    internal abstract TaskMetrics Compute();
}
