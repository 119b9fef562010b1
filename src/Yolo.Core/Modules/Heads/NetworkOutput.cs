using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>What a network returns. The owner disposes it.</summary>
/// <remarks>Legend: B images, A anchor points, C classes, E extras (mask coefficients, keypoints, angle), K detections.</remarks>
public sealed class NetworkOutput : IDisposable
{
    internal NetworkOutput()
    {
    }

    /// <summary>
    /// Null in training. Detection and its kin: [B, 4+C+E, A] with centre x, centre y, width, height in pixels of the input, then class
    /// probabilities; of an end-to-end head [B, K, 6+E] with x1, y1, x2, y2 in pixels (rotated boxes: centre x, centre y, width, height),
    /// confidence, class, best first. Classification: [B, C], probabilities.
    /// </summary>
    public Tensor? Decoded { get; internal set; }

    /// <summary>Segmentation in evaluation: [B, 32, H, W].</summary>
    public Tensor? Prototypes { get; internal set; }

    /// <summary>Classification: [B, C].</summary>
    public Tensor? Logits { get; internal set; }

    /// <summary>What the branch says that assigns many predictions to an object; null for classification and when fusing dropped the branch.</summary>
    public RawPredictions? OneToMany { get; internal set; }

    /// <summary>What the branch says that assigns one prediction to an object; null unless the head is end-to-end.</summary>
    public RawPredictions? OneToOne { get; internal set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors())
        {
            tensor.Dispose();
        }
    }

    /// <summary>Hands all tensors to the dispose scope outside the present one.</summary>
    /// <returns>This output.</returns>
    public NetworkOutput MoveToOuterDisposeScope()
    {
        foreach (var tensor in Tensors())
        {
            tensor.MoveToOuterDisposeScope();
        }

        return this;
    }

    /// <summary>The same with other tensors.</summary>
    /// <param name="map">Gives for each of <see cref="Tensors"/>, in their order, the one in its place.</param>
    internal NetworkOutput Map(Func<Tensor, Tensor> map)
    {
        var mapped = Tensors().ToDictionary(tensor => tensor, map, (IEqualityComparer<Tensor>)ReferenceEqualityComparer.Instance);
        return new NetworkOutput
        {
            Decoded = InPlaceOf(Decoded),
            Prototypes = InPlaceOf(Prototypes),
            Logits = InPlaceOf(Logits),
            OneToMany = OneToMany?.Map(InPlaceOf),
            OneToOne = OneToOne?.Map(InPlaceOf),
        };

        Tensor? InPlaceOf(Tensor? tensor) => tensor is null ? null : mapped[tensor];
    }

    internal IEnumerable<Tensor> Tensors() => new[] { Decoded, Prototypes, Logits }.OfType<Tensor>()
        .Concat(OneToMany?.Tensors() ?? [])
        .Concat(OneToOne?.Tensors() ?? [])
        .Distinct(ReferenceEqualityComparer.Instance)
        .Cast<Tensor>();
}
