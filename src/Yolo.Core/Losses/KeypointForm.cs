using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>What a pose loss has to know of the network's key points.</summary>
/// <param name="Points">K, key points of an object.</param>
/// <param name="Dimensions">D: 2 for x, y; 3 for x, y, visibility.</param>
internal sealed record KeypointForm(int Points, int Dimensions)
{
    /// <summary>Whether places are predicted as those of generation 26 are: from the anchor point, not from the corner of its cell, in cells, not half cells.</summary>
    public bool FromAnchorPoint { get; init; }

    /// <summary>Whether the head has a flow; then the loss has a sixth term.</summary>
    public bool HasFlow => Flow is not null;

    /// <summary>The logarithm of the density of errors relative to their spread, [N, 2] to [N]; null: no such term.</summary>
    public Func<Tensor, Tensor>? Flow { get; init; }
}
