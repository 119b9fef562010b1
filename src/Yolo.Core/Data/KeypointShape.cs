namespace Yolo.Data;

/// <summary>The key points of each object of a pose data set.</summary>
/// <param name="Count">Points an object has, at least 1.</param>
/// <param name="Dimensions">Numbers a point has in label files: 2 (x, y) or 3 (x, y, visibility).</param>
public readonly record struct KeypointShape(int Count, int Dimensions);
