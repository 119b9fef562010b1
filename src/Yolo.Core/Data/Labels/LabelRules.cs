using Yolo.Geometry;

namespace Yolo.Data.Labels;

/// <summary>What the rows of label files must be like.</summary>
/// <param name="Classes">Number of classes; indices must be below it.</param>
internal sealed record LabelRules(int Classes)
{
    /// <summary>A row with a box alone: class, x, y, width, height.</summary>
    internal const int BoxNumbers = 5;

    /// <summary>All objects become class 0, and any class index is accepted. Default false.</summary>
    public bool SingleClass { get; init; }

    /// <summary>What rows say. Default <see cref="LabelForm.Boxes"/>.</summary>
    public LabelForm Form { get; init; }

    /// <summary>The key points of the data set, if it has any; default null. <see cref="LabelForm.Keypoints"/> needs them.</summary>
    public KeypointShape? Keypoints { get; init; }

    /// <summary>Numbers of a row with box and key points; null without key points.</summary>
    internal int? KeypointNumbers => Keypoints is { } shape ? BoxNumbers + (shape.Count * shape.Dimensions) : null;

    /// <summary>The key points that rows are read with.</summary>
    internal KeypointShape? ReadKeypoints => Form is LabelForm.Boxes or LabelForm.Keypoints ? Keypoints : null;
}
