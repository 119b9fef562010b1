namespace Yolo.Geometry;

/// <summary>An object as its label has it, in pixels of the network's input.</summary>
/// <param name="Box">The box.</param>
/// <param name="Class">Index of the class, from 0.</param>
public readonly record struct LabelledObject(Box Box, int Class)
{
    /// <summary>For a segmentation model: which cells over the input the object has. Null, the default, elsewhere.</summary>
    public CellMask? Mask { get; init; }

    /// <summary>For a pose model: x, y in pixels of the input and visibility (0: not labelled) of each point in turn. Empty, the default, elsewhere.</summary>
    public ReadOnlyMemory<float> Keypoints { get; init; }

    /// <summary>For a model of rotated boxes: the box with its angle, in pixels of the input. Null, the default, elsewhere.</summary>
    public RotatedRectangle? Rotated { get; init; }
}
