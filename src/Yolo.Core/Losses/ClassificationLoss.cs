using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>The loss of classifiers: cross entropy, mean over the images.</summary>
/// <remarks>Legend: B images, C classes.</remarks>
internal static class ClassificationLoss
{
    /// <summary>Names of the terms, as the reference logs them.</summary>
    public static IReadOnlyList<string> ItemNames { get; } = ["loss"];

    /// <summary>Computes the loss.</summary>
    /// <param name="logits">[B, C].</param>
    /// <param name="classes">B numbers: the class of each image.</param>
    /// <returns>The loss of one term, in float32; the number of images does not multiply it.</returns>
    /// <exception cref="LossException">There is not one class for each image, or a class does not exist.</exception>
    public static LossResult Compute(Tensor logits, ReadOnlyMemory<int> classes) => Compute(logits, classes, BatchShare.Whole);

    /// <summary>As the other, of a part of a batch.</summary>
    internal static LossResult Compute(Tensor logits, ReadOnlyMemory<int> classes, BatchShare share)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.shape.Length != 2 || logits.shape[0] != classes.Length)
        {
            throw new LossException($"Logits of shape [{classes.Length}, C] were expected for {classes.Length} classes, not [{string.Join(", ", logits.shape)}].");
        }

        TargetChecks.CheckRange(classes.Span, logits.shape[1], "class", "classes");
        using var scope = NewDisposeScope();
        var wanted = tensor(Array.ConvertAll(classes.ToArray(), value => (long)value)).SentTo(logits.device); // [B]
        var terms = nn.functional.cross_entropy(logits.to(float32), wanted).view(1).Times(share.OfMean(classes.Length)); // [1]
        return new LossResult(terms, terms.detach()).MoveToOuterDisposeScope();
    }
}
