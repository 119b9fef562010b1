namespace Yolo.Data.Labels;

/// <summary>What the rows of label files must be like.</summary>
/// <param name="Classes">Number of classes; indices must be below it.</param>
public sealed record LabelRules(int Classes)
{
    /// <summary>All objects become class 0, and any class index is accepted. Default false.</summary>
    public bool SingleClass { get; init; }

    /// <summary>Rows are class, box and these key points; null (default) for boxes or polygons.</summary>
    public KeypointShape? Keypoints { get; init; }
}
