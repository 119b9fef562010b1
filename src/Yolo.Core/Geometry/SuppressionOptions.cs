namespace Yolo.Geometry;

/// <summary>Settings of non-maximum suppression; the defaults are those of prediction.</summary>
internal sealed record SuppressionOptions
{
    /// <summary>Only boxes with a class probability above this are looked at. Range 0 to 1, default 0.25.</summary>
    public float Confidence { get; init; } = 0.25f;

    /// <summary>A box is dropped if it overlaps a more confident one by more than this intersection over union. Range 0 to 1, default 0.7.</summary>
    public double Iou { get; init; } = 0.7;

    /// <summary>At most so many boxes for a picture. At least 1, default 300.</summary>
    public int MaximumDetections { get; init; } = 300;

    /// <summary>Whether boxes of different classes suppress each other. Default false.</summary>
    public bool Agnostic { get; init; }

    /// <summary>Whether an anchor point yields a box for every class above the threshold, or for its best class only (default). Validation uses every class.</summary>
    public bool MultiLabel { get; init; }

    /// <summary>Only these classes; null, the default, for all.</summary>
    public IReadOnlyCollection<int>? Classes { get; init; }

    /// <summary>Whether boxes of a class are wanted.</summary>
    internal bool Wants(int label) => Classes is null || Classes.Contains(label);
}
