namespace Yolo.Geometry;

/// <summary>A box that survived non-maximum suppression, in pixels of the network's input.</summary>
/// <param name="Box">The box.</param>
/// <param name="Confidence">Probability of the class, between 0 and 1.</param>
/// <param name="Class">Index of the class, from 0.</param>
/// <param name="Anchor">Index of the anchor point (or of the row of an end-to-end head) that predicted it: where its masks, keypoints or angle are found.</param>
public readonly record struct Candidate(Box Box, float Confidence, int Class, int Anchor)
{
    /// <summary>Validation of a segmentation model: which cells over the input the object has. Null, the default, elsewhere.</summary>
    public CellMask? Mask { get; init; }

    /// <summary>Validation of a pose model: x, y in pixels of the input and the probability that the point is visible, in turn. Empty, the default, elsewhere.</summary>
    public ReadOnlyMemory<float> Keypoints { get; init; }

    /// <summary>Validation of a model of rotated boxes: the box with its angle, around which <see cref="Box"/> lies. Null, the default, elsewhere.</summary>
    public RotatedRectangle? Rotated { get; init; }
}
