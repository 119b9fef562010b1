namespace Yolo.Data.Labels;

/// <summary>One labelled object of a picture.</summary>
/// <param name="Class">Class index.</param>
/// <param name="Box">Its box, normalised.</param>
/// <param name="Polygon">Its outline, x and y in turn, normalised; empty if only the box is known.</param>
/// <param name="Keypoints">x, y and visibility (0: not labelled) of each key point in turn, x and y normalised; empty unless it is a pose data set.</param>
public readonly record struct ObjectLabel(
    int Class, LabelBox Box, ReadOnlyMemory<float> Polygon = default, ReadOnlyMemory<float> Keypoints = default);
